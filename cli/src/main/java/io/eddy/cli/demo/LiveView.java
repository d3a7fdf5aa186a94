package io.eddy.cli.demo;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The table of a running demo on standard error: on a terminal its last line is renewed in place,
 * elsewhere a line is printed every few seconds.
 */
final class LiveView {
  private static final int PLAIN_EVERY = 5;
  private static final String FORMAT = "%,10d %,10d %,9d %9d %7d %7d %8.4f %8.4f %7d %7d %7d";
  private static final String HEADER =
      String.format(
          "%10s %10s %9s %9s %7s %7s %8s %8s %7s %7s %7s",
          "sent",
          "predicted",
          "per s",
          "behind",
          "p50 ms",
          "p99 ms",
          "MRR",
          "last 10k",
          "late",
          "dead",
          "dup");

  private final PrintWriter out;
  private final boolean terminal = System.console() != null;
  private long lastPredicted;
  private long lastNanos;
  private int calls;

  LiveView(PrintWriter out, URI dashboard, String broker) {
    this.out = out;
    out.println("dashboard: " + dashboard);
    out.println("broker:    " + broker + " (--bootstrap of other commands)");
    out.println(HEADER);
    out.flush();
  }

  /** Shows the state of the run at a time after its start. */
  void show(long sent, Results results, long nanos) {
    String line = line(sent, results, nanos);
    if (terminal) {
      out.print("\r" + line);
    } else if (calls++ % PLAIN_EVERY == 0) {
      out.println(line);
    }
    out.flush();
  }

  /** Shows the last state, with the rate over the whole run. */
  void end(long sent, Results results, long nanos) {
    lastPredicted = 0;
    lastNanos = 0;
    out.println((terminal ? "\r" : "") + line(sent, results, nanos));
    out.flush();
  }

  private String line(long sent, Results results, long nanos) {
    long predicted = results.predictions().count();
    double seconds = Math.max(1, nanos - lastNanos) / 1e9;
    long rate = Math.round((predicted - lastPredicted) / seconds);
    lastPredicted = predicted;
    lastNanos = nanos;
    Histogram latency = results.takeLatency();
    return String.format(
        Locale.ROOT,
        FORMAT,
        sent,
        predicted,
        rate,
        Math.max(0, sent - results.known()),
        latency.getValueAtPercentile(50),
        latency.getValueAtPercentile(99),
        results.predictions().mrr(),
        results.predictions().recentMrr(),
        results.late(),
        results.ingest().deadLetters(),
        results.ingest().duplicates());
  }
}
