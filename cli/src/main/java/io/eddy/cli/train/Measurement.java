package io.eddy.cli.train;

import io.eddy.cli.console.ProgressDisplay;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.train.TrainedRanker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a ranking model was measured to do on the data that it was trained on, at both published
 * freshnesses.
 *
 * @param negatives it was ranked against
 * @param metrics of each freshness and part that has events
 */
record Measurement(Negatives negatives, List<Manifest.Metric> metrics) {
  private static final Freshness STALE = Freshness.stale(200);

  /** Replays the stream at a freshness. */
  interface Replay {
    /** Ranks every event of validation and test. */
    RankerEvaluation.Result run(Freshness freshness, LongConsumer progress);
  }

  /** Measures a ranker. */
  static Measurement of(
      String data, List<LinkEvent> events, TrainedRanker trained, Negatives negatives) {
    return of(
        data,
        events.size(),
        negatives,
        (freshness, progress) -> run(events, trained, freshness, negatives, progress));
  }

  /** Measures; the two freshnesses at the same time, on a thread each. */
  static Measurement of(String data, int events, Negatives negatives, Replay replay) {
    CompletableFuture<RankerEvaluation.Result> stale =
        CompletableFuture.supplyAsync(
            () -> replay.run(STALE, done -> {}), task -> new Thread(task, "measure-stale").start());
    RankerEvaluation.Result fresh;
    try (ProgressDisplay progress = ProgressDisplay.of("measuring on " + data, "events")) {
      fresh = replay.run(Freshness.PER_EVENT, done -> progress.at(done, events));
    }
    List<Manifest.Metric> metrics = new ArrayList<>();
    add(metrics, Freshness.PER_EVENT, negatives, fresh);
    add(metrics, STALE, negatives, stale.join());
    return new Measurement(negatives, metrics);
  }

  private static RankerEvaluation.Result run(
      List<LinkEvent> events,
      TrainedRanker trained,
      Freshness freshness,
      Negatives negatives,
      LongConsumer progress) {
    return RankerEvaluation.run(
        events,
        trained.features(),
        trained.parameters(),
        freshness,
        negatives,
        TimeSplit.Part.TEST,
        RankerEvaluation.EVERY_EVENT,
        progress);
  }

  private static void add(
      List<Manifest.Metric> metrics,
      Freshness freshness,
      Negatives negatives,
      RankerEvaluation.Result result) {
    add(
        metrics,
        "validation",
        freshness,
        negatives,
        result.validation(),
        result.baselineValidation());
    add(metrics, "test", freshness, negatives, result.test(), result.baselineTest());
  }

  private static void add(
      List<Manifest.Metric> metrics,
      String part,
      Freshness freshness,
      Negatives negatives,
      Mrr mrr,
      Mrr baseline) {
    if (mrr.count() > 0) {
      @Nullable Integer drawn = negatives.count() == 0 ? null : negatives.count();
      metrics.add(
          new Manifest.Metric(
              part, freshness.toString(), drawn, mrr.count(), mrr.mrr(), baseline.mrr()));
    }
  }
}
