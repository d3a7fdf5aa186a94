package io.eddy.cli.bench;

import io.eddy.cli.console.Table;
import io.eddy.cli.plot.CurvePlot;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What {@code eddy bench smpnn} measured.
 *
 * @param machine where
 * @param accuracies on citation graphs
 * @param scale over growing graphs
 */
record SmpnnResult(Machine machine, List<Accuracy> accuracies, Scale scale) {

  /**
   * One network on one graph.
   *
   * @param part of the measurement
   * @param data graph
   * @param model network
   * @param layers of it
   * @param seeds it was trained with
   * @param validation mean accuracy on validation, of the epochs that it chose
   * @param test mean accuracy on test
   * @param deviation of the accuracies on test, of a sample
   * @param dirichletEnergy of the last hidden layer, mean
   * @param meanCosine of the last hidden layer, mean
   * @param seconds of a training, mean
   */
  record Accuracy(
      String part,
      String data,
      String model,
      int layers,
      int seeds,
      double validation,
      double test,
      double deviation,
      double dirichletEnergy,
      double meanCosine,
      double seconds) {}

  /**
   * Forward passes over generated graphs with a power law.
   *
   * @param threads of the kernel
   * @param hidden width of the two layers, and number of features and outputs
   * @param bandwidth of the memory, measured with the same threads, in GB/s
   * @param gather what the memory gives in rows of 256 bytes at random places, in GB/s
   * @param slope of ln time over ln edges of the kernel; 1 is a straight line through the origin
   * @param upperSlope the same from a million edges on, where rows do not fit the caches; 0 where
   *     there are no two such graphs
   * @param memorySlope of ln memory over ln edges of the kernel
   * @param rows measurements
   */
  record Scale(
      int threads,
      int hidden,
      double bandwidth,
      double gather,
      double slope,
      double upperSlope,
      double memorySlope,
      List<Pass> rows) {
    static final Scale NONE = new Scale(0, 0, 0, 0, 0, 0, 0, List.of());

    /** Of the kernel. */
    List<CurvePlot.Curve> curves() {
      return List.of(
          curve("seconds", Pass::seconds), curve("MiB", pass -> (double) pass.mebibytes));
    }

    private CurvePlot.Curve curve(String y, ToDoubleFunction<Pass> of) {
      return new CurvePlot.Curve(
          "edges",
          y,
          true,
          rows.stream()
              .filter(pass -> pass.device.equals("cpu"))
              .map(pass -> new double[] {pass.edges, of.applyAsDouble(pass)})
              .toList());
    }
  }

  /**
   * One graph.
   *
   * @param device {@code cpu} for the kernel, else tensors on a GPU
   * @param nodes of the graph
   * @param edges of the graph, undirected
   * @param build seconds of building the rows
   * @param seconds of a whole forward pass, the best of five
   * @param edgesPerSecond edges times layers by seconds
   * @param product seconds of one sparse product by the kernel, the best of five
   * @param gigabytes per second that the product reads and writes
   * @param share of the memory's bandwidth; above 1 where rows come from a cache
   * @param gatherShare of what the memory gives in random rows; above 1 where rows come from a
   *     cache
   * @param mebibytes in use behind the pass, heap and buffers, that were not before the graph was
   *     made; 0 where it is not known
   */
  record Pass(
      String device,
      int nodes,
      int edges,
      double build,
      double seconds,
      double edgesPerSecond,
      double product,
      double gigabytes,
      double share,
      double gatherShare,
      long mebibytes) {}

  void print(PrintWriter out) {
    if (!accuracies.isEmpty()) {
      Table table =
          new Table(
              "part",
              "graph",
              "network",
              "layers",
              "seeds",
              "validation %",
              "test %",
              "energy",
              "cosine",
              "s");
      for (Accuracy row : accuracies) {
        table.row(
            row.part,
            row.data,
            row.model,
            row.layers,
            row.seeds,
            text("%.1f", 100 * row.validation),
            text("%.1f ± %.1f", 100 * row.test, 100 * row.deviation),
            text("%.3f", row.dirichletEnergy),
            text("%.3f", row.meanCosine),
            text("%.1f", row.seconds));
      }
      table.print(out);
      out.println();
    }
    if (!scale.rows.isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%d threads, width %d, memory %.1f GB/s in order and %.1f GB/s in random rows, log-log slope %.3f, from 10^6 edges %.3f, of memory %.3f%n",
          scale.threads,
          scale.hidden,
          scale.bandwidth,
          scale.gather,
          scale.slope,
          scale.upperSlope,
          scale.memorySlope);
      Table table =
          new Table(
              "device",
              "nodes",
              "edges",
              "build s",
              "forward s",
              "M edges/s",
              "product s",
              "GB/s",
              "share %",
              "of random rows %",
              "MiB");
      for (Pass row : scale.rows) {
        table.row(
            row.device,
            row.nodes,
            row.edges,
            text("%.3f", row.build),
            text("%.4f", row.seconds),
            text("%.1f", row.edgesPerSecond / 1e6),
            text("%.4f", row.product),
            text("%.2f", row.gigabytes),
            text("%.0f", 100 * row.share),
            text("%.0f", 100 * row.gatherShare),
            row.mebibytes);
      }
      table.print(out);
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
