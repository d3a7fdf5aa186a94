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
import org.jspecify.annotations.Nullable;

/**
 * What a ranker was measured to do on the data that it was trained on, at both published
 * freshnesses.
 *
 * @param negatives it was ranked against
 * @param metrics of each freshness and part that has events
 */
record Measurement(Negatives negatives, List<Manifest.Metric> metrics) {
  private static final List<Freshness> FRESHNESSES =
      List.of(Freshness.PER_EVENT, Freshness.stale(200));

  static Measurement of(
      String data, List<LinkEvent> events, TrainedRanker trained, Negatives negatives) {
    List<Manifest.Metric> metrics = new ArrayList<>();
    for (Freshness freshness : FRESHNESSES) {
      String task = "evaluating %s %s".formatted(data, freshness);
      try (ProgressDisplay progress = ProgressDisplay.of(task, "events")) {
        RankerEvaluation.Result result =
            RankerEvaluation.run(
                events,
                trained.features(),
                trained.parameters(),
                freshness,
                negatives,
                TimeSplit.Part.TEST,
                done -> progress.at(done, events.size()));
        add(
            metrics,
            "validation",
            freshness,
            negatives,
            result.validation(),
            result.baselineValidation());
        add(metrics, "test", freshness, negatives, result.test(), result.baselineTest());
      }
    }
    return new Measurement(negatives, metrics);
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
