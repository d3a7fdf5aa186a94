package io.eddy.cli.train;

import io.eddy.cli.console.ProgressDisplay;
import io.eddy.memory.node.Precision;
import io.eddy.model.bundle.TgnManifest.Metric;
import io.eddy.model.eval.AveragePrecision;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.tgn.eval.TgnPrecision;
import io.eddy.model.tgn.eval.TgnPrecision.State;
import io.eddy.model.tgn.eval.TgnRanking;
import io.eddy.model.tgn.eval.UnseenNodes;
import io.eddy.model.train.TrainedTgn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures a trained temporal graph network on validation and test: average precision and area
 * under the ROC curve against one negative, and the MRR among all destinations.
 */
final class TgnMeasurement {
  /** The negatives of validation and test are the same for every training. */
  private static final long SEED = 0;

  private static final String ALL = "all";
  private static final String UNSEEN = "unseen";
  private static final String NEW = "unseen-new";

  private TgnMeasurement() {}

  /**
   * Measures.
   *
   * @param maxRanked for the MRR at most so many events of a part, evenly spaced
   */
  static List<Metric> of(
      String data,
      LinkStream stream,
      TrainedTgn trained,
      UnseenNodes unseen,
      Negatives negatives,
      int maxRanked) {
    int events = stream.edges().size();
    List<Metric> metrics = new ArrayList<>();
    precision(data, stream, trained, unseen, State.WITH_UNSEEN)
        .forEach(
            (part, result) -> {
              add(metrics, part, ALL, result.random(), result.historical());
              add(metrics, part, UNSEEN, result.randomUnseen(), result.historicalUnseen());
            });
    if (unseen.size() > 0) {
      precision(data, stream, trained, unseen, State.WITHOUT_UNSEEN)
          .forEach(
              (part, result) ->
                  add(metrics, part, NEW, result.randomUnseen(), result.historicalUnseen()));
    }
    try (ProgressDisplay display = ProgressDisplay.of("ranking on " + data, "events")) {
      TgnRanking.run(
              stream,
              trained.settings(),
              trained.parameters(),
              Precision.SINGLE,
              negatives,
              Part.TEST,
              maxRanked,
              done -> display.at(done, events))
          .forEach((part, mrr) -> add(metrics, part, mrr, negatives));
    }
    return metrics;
  }

  private static Map<Part, TgnPrecision.Result> precision(
      String data, LinkStream stream, TrainedTgn trained, UnseenNodes unseen, State state) {
    try (ProgressDisplay display = ProgressDisplay.of("precision on " + data, "events")) {
      return TgnPrecision.run(
          stream,
          trained.settings(),
          trained.parameters(),
          unseen,
          state,
          Part.TEST,
          SEED,
          done -> display.at(done, stream.edges().size()));
    }
  }

  private static void add(
      List<Metric> metrics,
      Part part,
      String events,
      AveragePrecision random,
      AveragePrecision historical) {
    add(metrics, part, events, "random", random);
    add(metrics, part, events, "historical", historical);
  }

  private static void add(
      List<Metric> metrics, Part part, String events, String negatives, AveragePrecision quality) {
    if (quality.positives() > 0) {
      metrics.add(
          metric(
              part, "ap", events, negatives, 1, quality.positives(), quality.averagePrecision()));
      metrics.add(
          metric(part, "roc-auc", events, negatives, 1, quality.positives(), quality.rocAuc()));
    }
  }

  private static void add(List<Metric> metrics, Part part, Mrr mrr, Negatives negatives) {
    @Nullable Integer drawn = negatives.count() == 0 ? null : negatives.count();
    metrics.add(metric(part, "mrr", ALL, "ranked", drawn, mrr.count(), mrr.mrr()));
  }

  private static Metric metric(
      Part part,
      String measure,
      String events,
      String negatives,
      @Nullable Integer perEvent,
      long count,
      double value) {
    return new Metric(
        part.name().toLowerCase(Locale.ROOT),
        measure,
        events,
        negatives,
        perEvent,
        Freshness.PER_EVENT.toString(),
        count,
        value);
  }
}
