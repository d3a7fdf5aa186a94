package io.eddy.cli.bench;

import io.eddy.cli.console.Table;
import io.eddy.cli.plot.CurvePlot;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What {@code eddy bench tgn} measured.
 *
 * @param machine where
 * @param gemmPerSecond floating-point operations a second of the machine's matrix product
 * @param checkpointEveryMs time between checkpoints, 0 for none
 * @param hops 0 where networks see neighbours' memories as of the mail, 1 where present ones, more
 *     where waves change these
 * @param data the data set whose pairs of nodes the stream has; null where they are drawn
 * @param dim172 the reference's dimensions
 * @param dim100 all of width 100
 * @param growth the same with more nodes and other K, where asked for
 */
record TgnBenchResult(
    Machine machine,
    double gemmPerSecond,
    long checkpointEveryMs,
    int hops,
    @Nullable String data,
    Run dim172,
    Run dim100,
    Growth growth) {

  /**
   * One network on one stream.
   *
   * @param width of memory, time encoding, features and embedding; the message has 4 times as many
   * @param neighbours K
   * @param nodes of the stream, all of which have had an event
   * @param parallelism subtasks of every operator
   * @param batch visits that are computed together at most
   * @param events that were measured
   * @param eventsPerSecond by append times in the scores topic
   * @param latencyMs edge to score, append to append, at half of that rate; null where not measured
   * @param stateBytesPerNode bytes of a checkpoint behind the measured events by nodes; null
   *     without checkpoints
   * @param flopsPerEvent floating-point operations of matrices and inner products, without those of
   *     waves
   * @param gemmShare of the machine's matrix product that these reach
   */
  record Run(
      int width,
      int neighbours,
      int nodes,
      int parallelism,
      int batch,
      long events,
      long eventsPerSecond,
      @Nullable LatencyMs latencyMs,
      @Nullable Long stateBytesPerNode,
      long flopsPerEvent,
      double gemmShare) {}

  /**
   * Quantiles.
   *
   * @param p50 median
   * @param p99 99 %
   */
  record LatencyMs(long p50, long p99) {}

  /**
   * Runs that differ in one number only.
   *
   * @param nodes of the stream, growing
   * @param neighbours K, growing
   */
  record Growth(List<Run> nodes, List<Run> neighbours) {
    static final Growth NONE = new Growth(List.of(), List.of());

    List<CurvePlot.Curve> curves() {
      return List.of(curve("nodes", nodes, Run::nodes), curve("K", neighbours, Run::neighbours));
    }

    private static CurvePlot.Curve curve(String x, List<Run> runs, ToIntFunction<Run> at) {
      return new CurvePlot.Curve(
          x,
          "events/s",
          false,
          runs.stream()
              .map(run -> new double[] {at.applyAsInt(run), run.eventsPerSecond})
              .toList());
    }
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s, %d cores; matrix product %.0f GFLOP/s; hops %d; pairs %s; checkpoints every %,d ms%n",
        machine.processor(),
        machine.cores(),
        gemmPerSecond / 1e9,
        hops,
        data == null ? "drawn" : "of " + data,
        checkpointEveryMs);
    Table table =
        new Table(
            "width",
            "K",
            "nodes",
            "P",
            "events/s",
            "p50 ms",
            "p99 ms",
            "state, bytes/node",
            "MFLOP/event",
            "GEMM share");
    row(table, dim172);
    row(table, dim100);
    growth.nodes.forEach(run -> row(table, run));
    growth.neighbours.forEach(run -> row(table, run));
    table.print(out);
  }

  private static void row(Table table, Run run) {
    table.row(
        Integer.toString(run.width),
        Integer.toString(run.neighbours),
        String.format(Locale.ROOT, "%,d", run.nodes),
        Integer.toString(run.parallelism),
        String.format(Locale.ROOT, "%,d", run.eventsPerSecond),
        run.latencyMs == null ? "" : Long.toString(run.latencyMs.p50),
        run.latencyMs == null ? "" : Long.toString(run.latencyMs.p99),
        run.stateBytesPerNode == null
            ? ""
            : String.format(Locale.ROOT, "%,d", run.stateBytesPerNode),
        String.format(Locale.ROOT, "%.2f", run.flopsPerEvent / 1e6),
        String.format(Locale.ROOT, "%.2f", run.gemmShare));
  }
}
