package io.eddy.cli.bench;

import io.eddy.cli.console.Table;
import io.eddy.cli.demo.Latencies;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What {@code eddy bench pipeline} measured.
 *
 * @param machine where
 * @param data data set the events came from
 * @param parallelism subtasks of every operator
 * @param warmUp events sent before anything was measured
 * @param events events of the throughput part
 * @param eventsPerSecond from the append of its first raw record to that of its last prediction
 * @param rate open-loop events a second of the latency part
 * @param latencyEvents events of the latency part
 * @param latencyMs quantiles of the latency part
 */
record PipelineResult(
    Machine machine,
    String data,
    int parallelism,
    long warmUp,
    long events,
    long eventsPerSecond,
    double rate,
    long latencyEvents,
    LatencyMs latencyMs) {

  /**
   * Latencies to the append of the prediction, in milliseconds.
   *
   * @param edges from the append in the edges topic
   * @param raw from the append in the raw topic
   */
  record LatencyMs(Latencies.Quantiles edges, Latencies.Quantiles raw) {}

  void print(PrintWriter out) {
    new Table("what", "value")
        .row(
            "machine",
            "%s, %d cores, heap %d MiB, Java %s"
                .formatted(
                    machine.processor(), machine.cores(), machine.maxHeapMiB(), machine.java()))
        .row("events/s, %,d events of %s".formatted(events, data), grouped(eventsPerSecond))
        .row("latency at %,.0f events/s".formatted(rate), "p50 / p99 / p99.9 / max, ms")
        .row("  from the raw topic", quantiles(latencyMs.raw()))
        .row("  from the edges topic", quantiles(latencyMs.edges()))
        .print(out);
  }

  private static String quantiles(Latencies.Quantiles q) {
    return "%d / %d / %d / %d".formatted(q.p50(), q.p99(), q.p999(), q.max());
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
