package io.eddy.cli.evaluate;

import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.LinkStreams;
import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.node.NeuralPlan;
import io.eddy.jobs.scoring.ServedMemory;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.BundleKind;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.eddy.EddyScorer;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.TgnVectors;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.ranker.RankerPredictor;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job's results are held against: the same events through offline code, one after another.
 *
 * @param rankings those of the predictions topic
 * @param probabilities those of the scores topic; null where nodes have no memories
 */
public record OfflineReference(LiveComparison rankings, @Nullable LiveProbabilities probabilities) {
  private static final String[] NOBODY = {};

  /**
   * Replays events offline.
   *
   * @param count events of the data, from the first on
   * @param folder bundle of `eddy train ranker` or `eddy train eddy`
   * @param settings of the job
   * @throws io.eddy.model.bundle.BundleException if it cannot be read
   */
  public static OfflineReference of(DataSet set, int count, Path folder, Settings settings) {
    List<LinkEvent> events = set.links().subList(0, count);
    if (BundleKind.of(folder).equals(EddyManifest.EDDY)) {
      EddyBundle bundle = EddyBundle.load(folder);
      EventVectors vectors =
          vectors(bundle, settings).vectors(LinkStreams.of(set), count, 0, Freshness.PER_EVENT);
      return new OfflineReference(
          new LiveComparison(
              events,
              bundle.manifest().features().settings(),
              new EddyScorer(bundle.parameters(), vectors),
              event -> vectors.mails(event).neighbours()),
          new LiveProbabilities(events, vectors));
    }
    Bundle bundle = Bundle.load(folder);
    RankerPredictor predictor = new RankerPredictor(bundle.parameters());
    return new OfflineReference(
        new LiveComparison(
            events,
            bundle.manifest().features().settings(),
            (event, view, candidates, chosen, size, into) ->
                predictor.score(view, candidates, chosen, size, into),
            event -> NOBODY),
        ofMemories(set, events, settings));
  }

  /** Of a network that nodes have besides a ranker. */
  private static @Nullable LiveProbabilities ofMemories(
      DataSet set, List<LinkEvent> events, Settings settings) {
    String folder = settings.get(MemoryOptions.BUNDLE);
    if (folder.isEmpty()) {
      return null;
    }
    TgnBundle bundle = TgnBundle.load(Path.of(folder));
    int count = events.size();
    return new LiveProbabilities(
        events,
        vectors(bundle.manifest().settings(), bundle.parameters(), settings)
            .vectors(LinkStreams.of(set), count, count, Freshness.PER_EVENT));
  }

  /** What the network of a bundle gives in a job with such settings. */
  static TgnVectors vectors(EddyBundle bundle, Settings settings) {
    return vectors(bundle.manifest().network(), bundle.network(), settings);
  }

  private static TgnVectors vectors(
      TgnSettings network, NamedArrays parameters, Settings settings) {
    NeuralPlan plan = ServedMemory.plan(network, settings);
    return new TgnVectors(network, parameters, plan.shape().memories(), plan.idleNodes());
  }
}
