package io.eddy.cli.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Curves over a logarithmic axis, one below the other, as a PNG file. */
public final class CurvePlot {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 400;

  private CurvePlot() {}

  /**
   * One curve.
   *
   * @param x what it is over
   * @param y what it shows
   * @param logarithmic whether the axis of y is logarithmic too
   * @param points x and y of each, positive, in the order of x
   */
  public record Curve(String x, String y, boolean logarithmic, List<double[]> points) {}

  /**
   * Draws and writes.
   *
   * @param title above the first curve
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, String title, List<Curve> curves) throws IOException {
    System.setProperty("java.awt.headless", "true");
    List<XYChart> charts = new ArrayList<>();
    for (Curve curve : curves) {
      charts.add(chart(charts.isEmpty() ? title : "", curve));
    }
    Path absolute = file.toAbsolutePath();
    if (absolute.getParent() != null) {
      Files.createDirectories(absolute.getParent());
    }
    BitmapEncoder.saveBitmap(
        charts, charts.size(), 1, absolute.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static XYChart chart(String title, Curve curve) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(curve.x)
            .yAxisTitle(curve.y)
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setYAxisLogarithmic(curve.logarithmic);
    chart.getStyler().setLegendVisible(false);
    if (!curve.logarithmic) {
      chart.getStyler().setYAxisMin(0.0);
    }
    chart.addSeries(
        curve.y,
        curve.points.stream().mapToDouble(point -> point[0]).toArray(),
        curve.points.stream().mapToDouble(point -> point[1]).toArray());
    return chart;
  }
}
