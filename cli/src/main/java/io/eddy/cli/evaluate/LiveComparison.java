package io.eddy.cli.evaluate;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.LinkStreams;
import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.BundleKind;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.eddy.EddyScorer;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.TgnVectors;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.ranker.EventScorer;
import io.eddy.model.ranker.RankerEngine;
import io.eddy.model.ranker.RankerPredictor;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.ScoredDestination;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/**
 * Rankings of a job beside those of offline code, which replays the same events one after another:
 * every listed score and every rank. Candidates are the destinations seen so far, as the job has
 * them. Use once.
 */
public final class LiveComparison {

  /**
   * What was found.
   *
   * @param events compared
   * @param scores compared, those of the listed candidates
   * @param largestDifference between a live score and the offline one
   * @param otherRanks events whose true destination has another rank
   */
  public record Result(long events, long scores, double largestDifference, long otherRanks) {}

  private final List<LinkEvent> events;
  private final RankerEngine engine;
  private final EventScorer scorer;
  private int[] all = new int[0];
  private float[] scores = new float[0];
  private int next;
  private long compared;
  private double largest;
  private long otherRanks;

  private LiveComparison(List<LinkEvent> events, RankerSettings features, EventScorer scorer) {
    this.events = events;
    this.engine = new RankerEngine(features);
    this.scorer = scorer;
  }

  /**
   * A comparison before the first event.
   *
   * @param count events of the data that are replayed, from the first on
   * @param folder bundle of `eddy train ranker` or `eddy train eddy`
   * @throws io.eddy.model.bundle.BundleException if it cannot be read
   */
  public static LiveComparison of(DataSet set, int count, Path folder) {
    List<LinkEvent> events = set.links().subList(0, count);
    if (BundleKind.of(folder).equals(EddyManifest.EDDY)) {
      EddyBundle bundle = EddyBundle.load(folder);
      EventVectors vectors =
          new TgnVectors(bundle.manifest().network(), bundle.network())
              .vectors(LinkStreams.of(set), count, 0, Freshness.PER_EVENT);
      return new LiveComparison(
          events,
          bundle.manifest().features().settings(),
          new EddyScorer(bundle.parameters(), vectors));
    }
    Bundle bundle = Bundle.load(folder);
    RankerPredictor predictor = new RankerPredictor(bundle.parameters());
    return new LiveComparison(
        events,
        bundle.manifest().features().settings(),
        (event, view, candidates, chosen, size, into) ->
            predictor.score(view, candidates, chosen, size, into));
  }

  /**
   * Compares the job's ranking of the next event.
   *
   * @throws CommandException if it is not the ranking of that event
   */
  public void take(LinkPrediction live) {
    LinkEvent event = requireNext(live);
    SourceView view = engine.view(event.src(), event.timeMicros());
    engine.addCandidate(event.dst());
    CandidateState candidates = engine.candidates();
    room(candidates.size());
    scorer.score(next, view, candidates, all, candidates.size(), scores);
    for (ScoredDestination listed : live.getPredictions()) {
      double offline = scores[candidates.indexOf(listed.getDst())];
      largest = Math.max(largest, Math.abs(listed.getScore() - offline));
      compared++;
    }
    int target = candidates.indexOf(event.dst());
    Double rank = live.getRank();
    if (rank == null || rank != rank(target, candidates, view.sameTimeDestinations())) {
      otherRanks++;
    }
    engine.apply(event.src(), event.dst(), event.timeMicros());
    scorer.applied(next, target);
    next++;
  }

  /** What was found so far. */
  public Result result() {
    return new Result(next, compared, largest, otherRanks);
  }

  private LinkEvent requireNext(LinkPrediction live) {
    if (next == events.size()) {
      throw new CommandException(
          "the job ranked event '%s' behind the last of the %,d that were replayed"
              .formatted(live.getEventId(), next));
    }
    LinkEvent event = events.get(next);
    Instant time = Instant.EPOCH.plus(event.timeMicros(), ChronoUnit.MICROS);
    if (!event.src().equals(live.getSrc())
        || !event.dst().equals(live.getDst())
        || !time.equals(live.getTime())) {
      throw new CommandException(
          "event %,d of the data is %s → %s at %s, but the job ranked %s → %s at %s next; events that were late or put aside cannot be compared"
              .formatted(
                  next,
                  event.src(),
                  event.dst(),
                  time,
                  live.getSrc(),
                  live.getDst(),
                  live.getTime()));
    }
    return event;
  }

  private void room(int count) {
    if (all.length < count) {
      int size = 2 * count;
      all = new int[size];
      for (int i = 0; i < size; i++) {
        all[i] = i;
      }
      scores = new float[size];
    }
  }

  /** As a {@link LinkPrediction} has it. */
  private double rank(int target, CandidateState candidates, Set<String> excluded) {
    int better = 0;
    int tied = 0;
    for (int i = 0; i < candidates.size(); i++) {
      if (i != target && !excluded.contains(candidates.id(i))) {
        better += scores[i] > scores[target] ? 1 : 0;
        tied += scores[i] == scores[target] ? 1 : 0;
      }
    }
    return PartialRanking.rank(better, tied);
  }
}
