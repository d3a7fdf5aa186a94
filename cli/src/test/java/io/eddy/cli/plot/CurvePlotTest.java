package io.eddy.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CurvePlotTest {
  @TempDir private Path folder;

  @Test
  void everyCurveHasAPlaceOfItsOwn() throws IOException {
    Path one = folder.resolve("new").resolve("one.png");
    Path two = folder.resolve("two.png");
    CurvePlot.Curve time = curve(true);
    CurvePlot.Curve rate = curve(false);

    CurvePlot.write(one, "one", List.of(time));
    CurvePlot.write(two, "two", List.of(time, rate));

    BufferedImage small = ImageIO.read(one.toFile());
    BufferedImage large = ImageIO.read(two.toFile());
    assertThat(large.getHeight()).isEqualTo(2 * small.getHeight());
    assertThat(large.getWidth()).isEqualTo(small.getWidth());
    assertThat(colours(small)).hasSizeGreaterThan(10);
  }

  private static CurvePlot.Curve curve(boolean logarithmic) {
    return new CurvePlot.Curve(
        "edges",
        "seconds",
        logarithmic,
        List.of(new double[] {1e5, 0.01}, new double[] {1e6, 0.1}, new double[] {1e7, 1}));
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }
}
