package io.eddy.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * A scatter plot of embeddings on their two principal components, one colour a label, as a PNG
 * file. Needs no display.
 */
public final class EmbeddingPlot {
  private static final int SIZE = 900;
  private static final int MARGIN = 50;
  private static final double DOT = 6;
  private static final int LINE = 20;

  /** Outliers beyond this share at either end must not press the others together. */
  private static final double CUT = 0.005;

  /** Okabe and Ito's colours, which people with colour blindness tell apart; grey for no label. */
  private static final Color[] COLOURS = {
    new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73), new Color(0xCC79A7),
    new Color(0x56B4E9), new Color(0xD55E00), new Color(0x8B7500), new Color(0x000000)
  };

  private static final Color NONE = new Color(0xBBBBBB);

  private EmbeddingPlot() {}

  /**
   * Draws and writes.
   *
   * @param title above the plot
   * @param rows of the nodes, {@code columns} numbers each, 2 or more
   * @param labels of the nodes from 0, or -1 for none
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, String title, float[] rows, int columns, int[] labels)
      throws IOException {
    BufferedImage image = image(title, Projection.of(rows, columns), labels);
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("this Java runtime cannot write PNG files");
    }
  }

  private static BufferedImage image(String title, double[][] places, int[] labels) {
    System.setProperty("java.awt.headless", "true");
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, SIZE, SIZE);
    double[] across = range(places, 0);
    double[] up = range(places, 1);
    for (int i = 0; i < places.length; i++) {
      Color colour = colour(labels[i]);
      graphics.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 150));
      double x = MARGIN + within(places[i][0], across) * (SIZE - 2 * MARGIN);
      double y = SIZE - MARGIN - within(places[i][1], up) * (SIZE - 2 * MARGIN);
      graphics.fill(new Ellipse2D.Double(x - DOT / 2, y - DOT / 2, DOT, DOT));
    }
    graphics.setColor(Color.GRAY);
    graphics.setStroke(new BasicStroke(1));
    graphics.drawRect(MARGIN - 8, MARGIN - 8, SIZE - 2 * MARGIN + 16, SIZE - 2 * MARGIN + 16);
    write(graphics, title, labels);
    graphics.dispose();
    return image;
  }

  private static void write(Graphics2D graphics, String title, int[] labels) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
    graphics.setColor(Color.BLACK);
    graphics.drawString(title, MARGIN, MARGIN - 20);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    int line = 0;
    for (int label :
        Arrays.stream(labels).distinct().sorted().limit(COLOURS.length + 1).toArray()) {
      int y = MARGIN + LINE * line++;
      graphics.setColor(colour(label));
      graphics.fillRect(SIZE - MARGIN - 40, y, 10, 10);
      graphics.setColor(Color.BLACK);
      graphics.drawString(label < 0 ? "none" : Integer.toString(label), SIZE - MARGIN - 25, y + 10);
    }
    graphics.drawString("first principal component →", MARGIN, SIZE - MARGIN / 3);
  }

  private static Color colour(int label) {
    return label < 0 ? NONE : COLOURS[label % COLOURS.length];
  }

  private static double[] range(double[][] places, int axis) {
    double[] sorted = Arrays.stream(places).mapToDouble(place -> place[axis]).sorted().toArray();
    int cut = (int) (CUT * sorted.length);
    return sorted.length == 0
        ? new double[] {0, 1}
        : new double[] {sorted[cut], sorted[sorted.length - 1 - cut]};
  }

  private static double within(double value, double[] range) {
    double width = range[1] - range[0];
    return width == 0 ? 0.5 : Math.max(0, Math.min(1, (value - range[0]) / width));
  }
}
