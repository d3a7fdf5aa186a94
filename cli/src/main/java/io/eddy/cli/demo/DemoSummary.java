package io.eddy.cli.demo;

import io.eddy.cli.console.Table;
import io.eddy.cli.evaluate.LiveComparison;
import io.eddy.cli.evaluate.LiveProbabilities;
import io.eddy.model.eval.Mrr;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a demo showed, in the end.
 *
 * @param data name of the data set
 * @param predictor name of the predictor
 * @param parallelism subtasks of every operator
 * @param events raw records replayed
 * @param predictions events with a prediction
 * @param scores of events, where nodes have memories
 * @param late events behind the watermark
 * @param deadLetters records that could not be taken
 * @param duplicates records dropped as seen before
 * @param quality MRR by part, from the predictions topic
 * @param latencies from the brokers' append times
 * @param offline what a comparison with offline results found, if it was asked for
 * @param seconds from the start of the replay to the last result
 */
record DemoSummary(
    String data,
    String predictor,
    int parallelism,
    long events,
    long predictions,
    Optional<Scores> scores,
    long late,
    long deadLetters,
    long duplicates,
    Predictions.Quality quality,
    Latencies latencies,
    Optional<Comparison> offline,
    double seconds) {
  private static final String FRESHNESS = "per-event";

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("data", data);
    json.put("predictor", predictor);
    json.put("freshness", FRESHNESS);
    json.put("parallelism", parallelism);
    json.put("events", events);
    json.put("predictions", predictions);
    scores.ifPresent(
        some ->
            json.put(
                "scores",
                Map.of("count", some.count(), "meanProbability", some.meanProbability())));
    json.put("validation", json(quality.validation()));
    json.put("test", json(quality.test()));
    json.put("recencyTest", json(quality.recencyTest()));
    json.put("eventsPerSecond", Math.round(latencies.eventsPerSecond()));
    json.put("latencyMs", latencies.fromRaw());
    json.put("late", late);
    json.put("deadLetters", deadLetters);
    json.put("duplicates", duplicates);
    offline.ifPresent(
        found -> {
          json.put("offline", found.rankings());
          if (found.probabilities() != null) {
            json.put("offlineProbabilities", found.probabilities());
          }
        });
    json.put("seconds", Math.round(seconds * 100) / 100.0);
    return json;
  }

  void print(PrintWriter out) {
    Latencies.Quantiles latency = latencies.fromRaw();
    out.println();
    Table table = new Table("what", "value");
    table
        .row("data", data)
        .row("predictor", "%s, %s, parallelism %d".formatted(predictor, FRESHNESS, parallelism))
        .row("events", grouped(events))
        .row("predictions", grouped(predictions));
    scores.ifPresent(
        some ->
            table.row(
                "scores",
                "%s, mean probability %.4f"
                    .formatted(grouped(some.count()), some.meanProbability())));
    table
        .row("events/s, raw topic to prediction", grouped(Math.round(latencies.eventsPerSecond())))
        .row(
            "latency, raw topic to prediction",
            "p50 %,d ms, p99 %,d ms".formatted(latency.p50(), latency.p99()))
        .row("MRR validation", mrr(quality.validation()))
        .row("MRR test", mrr(quality.test()))
        .row("MRR test, recency rule", mrr(quality.recencyTest()))
        .row("late", grouped(late))
        .row("dead letters", grouped(deadLetters))
        .row("duplicates", grouped(duplicates));
    offline.ifPresent(found -> rows(table, found));
    table.print(out);
  }

  private static void rows(Table table, Comparison found) {
    LiveComparison.Result rankings = found.rankings();
    table
        .row("scores of candidates compared with offline ones", grouped(rankings.scores()))
        .row("largest difference", "%.1e".formatted(rankings.largestDifference()))
        .row("events with another rank", grouped(rankings.otherRanks()));
    LiveProbabilities.Result probabilities = found.probabilities();
    if (probabilities != null) {
      table
          .row("probabilities compared with offline ones", grouped(probabilities.events()))
          .row("largest difference", "%.1e".formatted(probabilities.largestDifference()));
    }
  }

  /** As in the report of {@code eddy evaluate}: shares are null where there are no events. */
  private static Map<String, @Nullable Object> json(Mrr mrr) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("count", mrr.count());
    boolean any = mrr.count() > 0;
    json.put("mrr", any ? mrr.mrr() : null);
    json.put("hits1", any ? mrr.hits1() : null);
    json.put("hits10", any ? mrr.hits10() : null);
    return json;
  }

  private static String mrr(Mrr mrr) {
    return mrr.count() == 0 ? "-" : "%.4f over %,d events".formatted(mrr.mrr(), mrr.count());
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
