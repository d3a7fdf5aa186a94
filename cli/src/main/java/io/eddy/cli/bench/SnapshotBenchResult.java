package io.eddy.cli.bench;

import io.eddy.cli.console.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code eddy bench snapshot} measured.
 *
 * @param machine where
 * @param predictor that the scoring job served
 * @param parallelism subtasks of every operator of both jobs
 * @param checkpointSeconds checkpoint interval of both jobs
 * @param warmUp events before anything was measured
 * @param rate open-loop events a second
 * @param ticks what time that is: event-time or wall-time
 * @param everySeconds time between two snapshots
 * @param latencies of predictions, in three situations
 * @param snapshots that were made meanwhile
 */
record SnapshotBenchResult(
    Machine machine,
    String predictor,
    int parallelism,
    double checkpointSeconds,
    long warmUp,
    double rate,
    String ticks,
    double everySeconds,
    List<Latency> latencies,
    Snapshots snapshots) {

  /**
   * Milliseconds from the append of an edge to the append of its prediction.
   *
   * @param when in which situation
   * @param events that were in it
   */
  record Latency(String when, long events, long p50, long p99, long p999, long max) {}

  /**
   * The snapshots of the measured part.
   *
   * @param complete how many there were
   * @param others how many ended otherwise
   * @param nodes of the last
   * @param edges of the last, pairs of nodes
   * @param meanMillis from the tick to the published file
   * @param embedMillis of it the network
   */
  record Snapshots(
      int complete, int others, int nodes, long edges, long meanMillis, long embedMillis) {}

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s, %d cores, heap %d MiB, Java %s%n",
        machine.processor(),
        machine.cores(),
        machine.maxHeapMiB(),
        machine.java());
    out.printf(
        Locale.ROOT,
        "predictor %s, parallelism %d, checkpoints every %.0f s, %,d events of warm-up, then %,.0f events/s%n",
        predictor,
        parallelism,
        checkpointSeconds,
        warmUp,
        rate);
    out.printf(
        Locale.ROOT,
        "%d snapshots every %,.0f s of %s, %d not complete; %,d nodes, %,d edges; tick to file %,d ms, of it the network %,d ms%n%n",
        snapshots.complete(),
        everySeconds,
        ticks,
        snapshots.others(),
        snapshots.nodes(),
        snapshots.edges(),
        snapshots.meanMillis(),
        snapshots.embedMillis());
    Table table =
        new Table("edge → prediction", "events", "p50 ms", "p99 ms", "p99.9 ms", "max ms");
    for (Latency latency : latencies) {
      table.row(
          latency.when(),
          String.format(Locale.ROOT, "%,d", latency.events()),
          latency.p50(),
          latency.p99(),
          latency.p999(),
          latency.max());
    }
    table.print(out);
  }
}
