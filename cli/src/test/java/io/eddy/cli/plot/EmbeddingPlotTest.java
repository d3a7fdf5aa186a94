package io.eddy.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddingPlotTest {
  private static final int ROWS = 400;

  @TempDir Path temp;

  @Test
  void theProjectionFindsTheTwoDirectionsOfLargestSpread() {
    Random random = new Random(1);
    double[][] true2 = new double[ROWS][2];
    float[] rows = new float[ROWS * 3];
    for (int i = 0; i < ROWS; i++) {
      true2[i][0] = 5 * random.nextGaussian();
      true2[i][1] = 2 * random.nextGaussian();
      // A rotation of the first two axes by 30 degrees, and a third with little in it.
      rows[3 * i] = (float) (7 + 0.8660254 * true2[i][0] - 0.5 * true2[i][1]);
      rows[3 * i + 1] = (float) (-3 + 0.5 * true2[i][0] + 0.8660254 * true2[i][1]);
      rows[3 * i + 2] = (float) (0.01 * random.nextGaussian());
    }
    double[][] found = Projection.of(rows, 3);
    assertThat(correlation(found, 0, true2, 0)).isCloseTo(1, within(0.01));
    assertThat(correlation(found, 1, true2, 1)).isCloseTo(1, within(0.01));
    assertThat(correlation(found, 0, found, 1)).isCloseTo(0, within(0.001));
  }

  @Test
  void everyLabelHasItsColourAndRowsAllAlikeAreDrawnToo() throws IOException {
    Random random = new Random(2);
    float[] rows = new float[ROWS * 4];
    int[] labels = new int[ROWS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < ROWS; i++) {
      labels[i] = i % 3 - 1;
    }
    Path file = temp.resolve("deep/plot.png");
    EmbeddingPlot.write(file, "three labels", rows, 4, labels);
    BufferedImage image = ImageIO.read(file.toFile());
    for (int rgb : new int[] {0xBBBBBB, 0x0072B2, 0xE69F00}) {
      assertThat(pixels(image, new Color(rgb).getRGB())).as("%x", rgb).isGreaterThan(50);
    }
    Path flat = temp.resolve("flat.png");
    EmbeddingPlot.write(flat, "", new float[20], 2, new int[10]);
    assertThat(ImageIO.read(flat.toFile()).getWidth()).isEqualTo(image.getWidth());
  }

  private static int pixels(BufferedImage image, int rgb) {
    int count = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        count += image.getRGB(x, y) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  /** Of two columns, without sign. */
  private static double correlation(double[][] a, int i, double[][] b, int j) {
    double ma = 0;
    double mb = 0;
    for (int r = 0; r < a.length; r++) {
      ma += a[r][i] / a.length;
      mb += b[r][j] / b.length;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int r = 0; r < a.length; r++) {
      ab += (a[r][i] - ma) * (b[r][j] - mb);
      aa += (a[r][i] - ma) * (a[r][i] - ma);
      bb += (b[r][j] - mb) * (b[r][j] - mb);
    }
    return Math.abs(ab) / Math.sqrt(aa * bb);
  }
}
