package io.eddy.cli.evaluate;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.LinkStreams;
import io.eddy.config.Settings;
import io.eddy.memory.node.Precision;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.eddy.EddyEvaluation;
import io.eddy.model.eddy.EddyPredictor;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.ranker.RankerPredictor;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.tgn.eval.TgnRanking;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Evaluates the model of a bundle, with the recency rule beside it. */
final class BundleEvaluation {
  private static final String BASELINE = "recency";

  private BundleEvaluation() {}

  /**
   * Runs the protocol over validation and test for a ranker.
   *
   * @param wanted negatives an event, 0 for all, null for what suits the data
   */
  static EvaluationReport run(
      Bundle bundle, DataSet set, Freshness freshness, @Nullable Integer wanted, long seed) {
    List<LinkEvent> events = set.links();
    Negatives negatives = negatives(events, wanted, seed);
    return report(
        RankerPredictor.NAME,
        bundle.manifest().data(),
        set,
        freshness,
        negatives,
        progress ->
            RankerEvaluation.run(
                events,
                bundle.manifest().features().settings(),
                bundle.parameters(),
                freshness,
                negatives,
                Part.TEST,
                RankerEvaluation.EVERY_EVENT,
                progress));
  }

  /**
   * Runs the protocol over validation and test for the one model.
   *
   * @param settings of the job that would serve it
   * @param wanted negatives an event, 0 for all, null for what suits the data
   * @throws CommandException if the data has other edge features than the model was trained on
   */
  static EvaluationReport run(
      EddyBundle bundle,
      DataSet set,
      Settings settings,
      Freshness freshness,
      @Nullable Integer wanted,
      long seed) {
    EddyManifest manifest = bundle.manifest();
    requireSameFeatures(manifest.featureNames(), set);
    List<LinkEvent> events = set.links();
    Negatives negatives = negatives(events, wanted, seed);
    return report(
        EddyPredictor.NAME,
        manifest.data(),
        set,
        freshness,
        negatives,
        progress ->
            EddyEvaluation.run(
                events,
                LinkStreams.of(set),
                OfflineReference.vectors(bundle, settings),
                manifest.features().settings(),
                bundle.parameters(),
                freshness,
                negatives,
                progress));
  }

  /**
   * Ranks by a temporal graph network alone, per event and without a baseline.
   *
   * @param precision that nodes keep their memories and mails in
   * @param wanted negatives an event, 0 for all, null for what suits the data
   * @throws CommandException if the data has other edge features than the network was trained on
   */
  static EvaluationReport run(
      TgnBundle bundle, DataSet set, Precision precision, @Nullable Integer wanted, long seed) {
    TgnManifest manifest = bundle.manifest();
    requireSameFeatures(manifest.featureNames(), set);
    LinkStream stream = LinkStreams.of(set);
    Negatives negatives = negatives(set.links(), wanted, seed);
    long start = System.nanoTime();
    Map<Part, Mrr> ranks;
    try (ProgressDisplay progress = ProgressDisplay.of("evaluating " + set.name(), "events")) {
      ranks =
          TgnRanking.run(
              stream,
              manifest.settings(),
              bundle.parameters(),
              precision,
              negatives,
              Part.TEST,
              stream.edges().size(),
              done -> progress.at(done, stream.edges().size()));
    }
    return new EvaluationReport(
        TgnManifest.TGN,
        set.name(),
        Freshness.PER_EVENT.toString(),
        EvaluationReport.Part.of(ranks.getOrDefault(Part.VALIDATION, new Mrr())),
        EvaluationReport.Part.of(ranks.getOrDefault(Part.TEST, new Mrr())),
        (System.nanoTime() - start) / 1e9,
        negatives.count() == 0 ? null : negatives.count(),
        null,
        manifest.data().name());
  }

  private static void requireSameFeatures(List<String> trainedOn, DataSet set) {
    if (!trainedOn.equals(set.featureNames())) {
      throw new CommandException(
          "the bundle was trained on edge features %s, but '%s' has %s"
              .formatted(trainedOn, set.name(), set.featureNames()));
    }
  }

  private static Negatives negatives(List<LinkEvent> events, @Nullable Integer wanted, long seed) {
    int destinations = (int) events.stream().map(LinkEvent::dst).distinct().count();
    return wanted == null ? Negatives.suiting(destinations, seed) : new Negatives(wanted, seed);
  }

  private static EvaluationReport report(
      String predictor,
      Manifest.Data trainedOn,
      DataSet set,
      Freshness freshness,
      Negatives negatives,
      Function<LongConsumer, RankerEvaluation.Result> protocol) {
    long start = System.nanoTime();
    RankerEvaluation.Result result;
    try (ProgressDisplay progress = ProgressDisplay.of("evaluating " + set.name(), "events")) {
      result = protocol.apply(done -> progress.at(done, set.events().size()));
    }
    return new EvaluationReport(
        predictor,
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
        trainedOn.name());
  }
}
