package io.eddy.jobs.support;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Release;
import io.eddy.memory.node.Precision;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.eddy.EddyParameters;
import io.eddy.model.eddy.EddyScorer;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.RandomEddy;
import io.eddy.model.eddy.TgnVectors;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.rank.TopCandidates;
import io.eddy.model.ranker.RankerEngine;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.eval.LinkStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bundles of the one model from seeds, and what offline evaluation scores with them. */
public final class OneModel {
  public static final RankerSettings FEATURES = RankerSettings.wikipedia();

  /** A network of two edge features, as {@link Edges#stream} has them. */
  public static final TgnSettings NETWORK = SmallNetworks.network(0);

  private static final int TOWER = 5;

  private OneModel() {}

  public static EddyParameters parameters(long seed, TgnSettings network) {
    return RandomEddy.of(seed, network.embeddingSize(), network.memory(), TOWER);
  }

  public static Release write(Path folder, long seed) {
    return write(folder, seed, NETWORK, FEATURES);
  }

  public static Release write(
      Path folder, long seed, TgnSettings network, RankerSettings features) {
    EddyParameters parameters = parameters(seed, network);
    EddyManifest manifest =
        new EddyManifest(
            EddyManifest.EDDY,
            EddyManifest.FORMAT,
            "test",
            network,
            new TgnManifest.Training(0, 0, 0, 0, 0, 0, 0, 0),
            List.of(),
            TOWER,
            List.of(parameters.decoder().inputs(), 12, 5, 1),
            new Manifest.Features(
                RankerFeatures.fingerprint(features), features, RankerFeatures.names()),
            new Manifest.Data("random", 0, 0, List.of(0.7, 0.85), 0),
            new Manifest.Training(seed, 0, 0, 0, 0),
            List.of(),
            Map.of());
    EddyBundle bundle =
        EddyBundle.write(folder, manifest, Networks.random(network, seed), parameters);
    return new Release(
        "test", Bundle.version(bundle.sha256()), folder.toUri().toString(), bundle.sha256());
  }

  /** What {@link #NETWORK} with the parameters of a seed says at every event. */
  public static EventVectors vectors(List<Edge> edges, long seed) {
    return vectors(edges, seed, NETWORK);
  }

  /** What a network with the parameters of a seed says at every event. */
  public static EventVectors vectors(List<Edge> edges, long seed, TgnSettings network) {
    List<LinkEvent> events = new ArrayList<>();
    float[] features = new float[edges.size() * network.edgeFeatures()];
    for (int i = 0; i < edges.size(); i++) {
      EdgeRef ref = edges.get(i).ref();
      events.add(new LinkEvent(ref.src(), ref.dst(), ref.timeMicros()));
      System.arraycopy(
          edges.get(i).features(), 0, features, i * network.edgeFeatures(), network.edgeFeatures());
    }
    return new TgnVectors(network, Networks.random(network, seed), Precision.SINGLE)
        .vectors(
            LinkStream.of(events, features, network.edgeFeatures()),
            edges.size(),
            0,
            Freshness.PER_EVENT);
  }

  /**
   * The ranking of every event among the destinations so far, by the scorer of offline evaluation;
   * without the recency rule's.
   */
  public static List<PartialRanking> rankings(
      List<Edge> edges, EventVectors vectors, EddyParameters parameters, int topN) {
    RankerEngine engine = new RankerEngine(FEATURES);
    EddyScorer scorer = new EddyScorer(parameters, vectors);
    TopCandidates best = new TopCandidates(topN);
    List<PartialRanking> rankings = new ArrayList<>();
    for (int event = 0; event < edges.size(); event++) {
      EdgeRef ref = edges.get(event).ref();
      SourceView view = engine.view(ref.src(), ref.timeMicros());
      engine.addCandidate(ref.dst());
      int count = engine.candidates().size();
      int[] all = new int[count];
      float[] scores = new float[count];
      double[] wide = new double[count];
      for (int i = 0; i < count; i++) {
        all[i] = i;
      }
      scorer.score(event, view, engine.candidates(), all, count, scores);
      int target = engine.candidates().indexOf(ref.dst());
      int better = 0;
      int tied = 0;
      for (int i = 0; i < count; i++) {
        wide[i] = scores[i];
        boolean counts =
            i != target && !view.sameTimeDestinations().contains(engine.candidates().id(i));
        better += counts && scores[i] > scores[target] ? 1 : 0;
        tied += counts && scores[i] == scores[target] ? 1 : 0;
      }
      rankings.add(
          new PartialRanking(
              best.best(engine.candidates()::id, wide, count), count, better, tied, 0, 0));
      engine.apply(ref.src(), ref.dst(), ref.timeMicros());
      scorer.applied(event, target);
    }
    return rankings;
  }

  /** A ranking of a job as {@link #rankings} has it. */
  public static PartialRanking withoutBaseline(PartialRanking ranking) {
    return new PartialRanking(
        ranking.top(), ranking.candidates(), ranking.better(), ranking.tied(), 0, 0);
  }
}
