package io.eddy.cli.evaluate;

import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.data.DataSet;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.ranker.RankerPredictor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates the ranker of a bundle, with the recency rule beside it. */
final class BundleEvaluation {
  private static final String BASELINE = "recency";

  private BundleEvaluation() {}

  /**
   * Runs the protocol over validation and test.
   *
   * @param wanted negatives an event, 0 for all, null for what suits the data
   */
  static EvaluationReport run(
      Bundle bundle, DataSet set, Freshness freshness, @Nullable Integer wanted, long seed) {
    List<LinkEvent> events = set.links();
    int destinations = (int) events.stream().map(LinkEvent::dst).distinct().count();
    Negatives negatives =
        wanted == null ? Negatives.suiting(destinations, seed) : new Negatives(wanted, seed);
    long start = System.nanoTime();
    RankerEvaluation.Result result;
    try (ProgressDisplay progress = ProgressDisplay.of("evaluating " + set.name(), "events")) {
      result =
          RankerEvaluation.run(
              events,
              bundle.manifest().features().settings(),
              bundle.parameters(),
              freshness,
              negatives,
              TimeSplit.Part.TEST,
              RankerEvaluation.EVERY_EVENT,
              done -> progress.at(done, events.size()));
    }
    return new EvaluationReport(
        RankerPredictor.NAME,
        set.name(),
        freshness.toString(),
        EvaluationReport.Part.of(result.validation()),
        EvaluationReport.Part.of(result.test()),
        (System.nanoTime() - start) / 1e9,
        negatives.count() == 0 ? null : negatives.count(),
        new EvaluationReport.Baseline(
            BASELINE,
            EvaluationReport.Part.of(result.baselineValidation()),
            EvaluationReport.Part.of(result.baselineTest()),
            result.test().count() == 0 ? null : result.test().mrr() - result.baselineTest().mrr()),
        bundle.manifest().data().name());
  }
}
