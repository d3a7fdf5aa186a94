package io.eddy.cli.bench;

import io.eddy.cli.console.Table;
import java.io.PrintWriter;
import java.util.Map;

/**
 * What {@code eddy bench loop} measured.
 *
 * @param machine where
 * @param messagesPerSecond messages, or for the baselines records, from the first result to the
 *     last: {@code baselineP1} and {@code baselineP2} one keyed exchange without a loop at
 *     parallelism 1 and 2, {@code p1ShortCut} and {@code p1Network} the loop at parallelism 1,
 *     {@code p2} the loop at parallelism 2 with the short cut, which then serves half of the
 *     messages
 * @param checkpoint checkpoints with many messages in flight
 * @param hopLatencyMs mean milliseconds of a hop on an idle network, by buffer time-out in
 *     milliseconds
 * @param explosion two-hop neighbourhoods of a growing graph
 */
record LoopResult(
    Machine machine,
    Map<String, Long> messagesPerSecond,
    Checkpoint checkpoint,
    Map<String, Double> hopLatencyMs,
    Explosion explosion) {

  /**
   * Checkpoints while a loop at parallelism 2 is full of chains of hops over the network.
   *
   * @param inFlight messages in flight, counted by the program, on average
   * @param inFlightWithout the same in the run without checkpoints
   * @param messagesPerSecond hops that arrived
   * @param messagesPerSecondWithout the same in the run without checkpoints
   * @param completed checkpoints that were triggered while the loop was full
   * @param averageMs mean duration, end to end
   * @param maxMs longest duration
   * @param averageBytes mean size
   * @param hopMsWithout quantiles of a hop's duration without checkpoints
   * @param hopMsWith quantiles of a hop's duration with a checkpoint every 500 ms
   * @param addedMs the differences
   */
  record Checkpoint(
      long inFlight,
      long inFlightWithout,
      long messagesPerSecond,
      long messagesPerSecondWithout,
      long completed,
      long averageMs,
      long maxMs,
      long averageBytes,
      Quantiles hopMsWithout,
      Quantiles hopMsWith,
      Quantiles addedMs) {}

  /** Quantiles in milliseconds. */
  record Quantiles(double p50, double p99, double max) {
    Quantiles minus(Quantiles other) {
      return new Quantiles(round(p50 - other.p50), round(p99 - other.p99), round(max - other.max));
    }
  }

  /**
   * The explosion at parallelism 2.
   *
   * @param edges of the graph
   * @param nodes of the graph
   * @param messages caused by them
   * @param seconds of the whole job
   */
  record Explosion(int edges, int nodes, long messages, double seconds) {}

  void print(PrintWriter out) {
    Table table = new Table("what", "value");
    messagesPerSecond.forEach(
        (what, rate) -> table.row("messages/s, " + what, "%,d".formatted(rate)));
    table.row(
        "checkpoint with %,d in flight, ms".formatted(checkpoint.inFlight),
        "%d on average, %d at most".formatted(checkpoint.averageMs, checkpoint.maxMs));
    table.row(
        "hop with / without checkpoints, p50, ms",
        checkpoint.hopMsWith.p50 + " / " + checkpoint.hopMsWithout.p50);
    table.row(
        "hop with / without checkpoints, p99, ms",
        checkpoint.hopMsWith.p99 + " / " + checkpoint.hopMsWithout.p99);
    hopLatencyMs.forEach(
        (timeout, latency) ->
            table.row("hop at buffer time-out %s ms, ms".formatted(timeout), "" + latency));
    table.row(
        "two-hop explosion of %,d edges".formatted(explosion.edges),
        "%,d messages in %s s".formatted(explosion.messages, explosion.seconds));
    table.print(out);
  }

  static double round(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
