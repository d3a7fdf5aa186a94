package io.eddy.cli.evaluate;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.ranker.EventScorer;
import io.eddy.model.ranker.LearnedShard;
import io.eddy.model.ranker.RankerEngine;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.ScoredDestination;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rankings of a job of parallelism 1 beside those of offline code: every listed score and every
 * rank. Candidates are the destinations seen so far; where they are many a shortlist of them, as in
 * a job's shard. Use once.
 */
public final class LiveComparison {
  /**
   * What was found.
   *
   * @param events compared
   * @param scores compared, those of the listed candidates
   * @param largestDifference between a live score and the offline one; NaN if one was
   * @param otherRanks events whose true destination has another rank
   * @param wrongRanks those among them whose rank differences up to {@link #TOLERANCE} of scores do
   *     not explain
   */
  public record Result(
      long events, long scores, double largestDifference, long otherRanks, long wrongRanks) {}

  /** The most by which a live score may differ from the offline one. */
  public static final double TOLERANCE = 1e-4;

  private final ReplayedEvents events;
  private final RankerEngine engine;
  private final EventScorer scorer;
  private final IntFunction<String[]> certain;
  private final LearnedShard shard;

  /** By candidate; NaN for one that was not ranked. */
  private float[] scores = new float[0];

  private long compared;
  private double largest;
  private long otherRanks;
  private long wrongRanks;

  /**
   * A comparison of what a scorer gives before the first event.
   *
   * @param certain destinations that an event, by its number, ranks in any case
   */
  LiveComparison(
      List<LinkEvent> events,
      RankerSettings features,
      EventScorer scorer,
      IntFunction<String[]> certain) {
    this.events = new ReplayedEvents(events);
    this.engine = new RankerEngine(features);
    this.scorer = scorer;
    this.certain = certain;
    this.shard = new LearnedShard(engine.candidates(), 1);
  }

  /**
   * Compares the job's ranking of the next event.
   *
   * @throws io.eddy.cli.console.CommandException if it is not the ranking of that event
   */
  public void take(LinkPrediction live) {
    int number = events.taken();
    LinkEvent event = events.next(live.getEventId(), live.getSrc(), live.getDst(), live.getTime());
    SourceView view = engine.view(event.src(), event.timeMicros());
    engine.addCandidate(event.dst());
    CandidateState candidates = engine.candidates();
    clear(candidates.size());
    shard.score(
        view,
        event.dst(),
        certain.apply(number),
        (chosen, count, into) -> {
          scorer.score(number, view, candidates, chosen, count, into);
          for (int i = 0; i < count; i++) {
            scores[chosen[i]] = into[i];
          }
        });
    for (ScoredDestination listed : live.getPredictions()) {
      double offline = scores[candidates.indexOf(listed.getDst())];
      largest = Math.max(largest, Math.abs(listed.getScore() - offline));
      compared++;
    }
    requireRank(live.getRank(), shard.open(event.dst(), view.sameTimeDestinations()));
    engine.apply(event.src(), event.dst(), event.timeMicros());
    scorer.applied(number, candidates.indexOf(event.dst()));
  }

  /** What was found so far. */
  public Result result() {
    return new Result(events.taken(), compared, largest, otherRanks, wrongRanks);
  }

  private void clear(int candidates) {
    if (scores.length < candidates) {
      scores = new float[2 * candidates];
    }
    Arrays.fill(scores, 0, candidates, Float.NaN);
  }

  private void requireRank(@Nullable Double rank, OpenRanking ranking) {
    float target = Objects.requireNonNull(ranking.target(), "the true destination is a candidate");
    int better = 0;
    int tied = 0;
    int surelyBetter = 0;
    int perhapsBetter = 0;
    for (float other : ranking.others()) {
      double ahead = (double) other - target;
      better += ahead > 0 ? 1 : 0;
      tied += ahead == 0 ? 1 : 0;
      surelyBetter += ahead > 2 * TOLERANCE ? 1 : 0;
      perhapsBetter += ahead >= -2 * TOLERANCE ? 1 : 0;
    }
    if (rank == null || rank != PartialRanking.rank(better, tied)) {
      otherRanks++;
      if (rank == null
          || rank < PartialRanking.rank(surelyBetter, 0)
          || rank > PartialRanking.rank(perhapsBetter, 0)) {
        wrongRanks++;
      }
    }
  }
}
