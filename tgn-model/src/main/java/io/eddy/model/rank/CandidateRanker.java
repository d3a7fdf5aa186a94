package io.eddy.model.rank;

import io.eddy.memory.card.CandidateCard;
import io.eddy.model.predict.CandidateTable;
import io.eddy.model.predict.LinkPredictor;
import io.eddy.model.predict.LinkQuery;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the candidates of a table, or of one shard of it, for one query: the best ones, and how
 * many stand before the true destination under a predictor and under a baseline.
 *
 * <p>The true destination itself and the excluded ones do not count against it, but may be among
 * the best. Buffers are reused between calls: one ranker a thread.
 */
public final class CandidateRanker {
  private static final int INITIAL_ROOM = 1024;

  private final LinkPredictor predictor;
  private final LinkPredictor baseline;
  private final boolean sameRule;
  private final TopCandidates topCandidates;
  private final Counter counter = new Counter();
  private double[] scores = new double[INITIAL_ROOM];

  /**
   * A ranker.
   *
   * @param baseline may be the predictor or one of its name, and then costs nothing
   * @param topN how many of the best candidates to name, 0 or more
   */
  public CandidateRanker(LinkPredictor predictor, LinkPredictor baseline, int topN) {
    this.predictor = predictor;
    this.baseline = baseline;
    this.sameRule = predictor.name().equals(baseline.name());
    this.topCandidates = new TopCandidates(topN);
  }

  /**
   * Ranks a shard.
   *
   * @param trueCard card of the true destination before the event, which may stand in this shard,
   *     in another or, if it was never seen, in none; null for a query without a true destination,
   *     whose counts are 0
   * @param excluded destinations that do not count, such as the source's others of the same time
   * @throws IllegalStateException if a predictor scores the true destination NaN or infinite
   */
  public PartialRanking rank(
      LinkQuery query,
      CandidateTable shard,
      @Nullable CandidateCard trueCard,
      Set<String> excluded) {
    if (scores.length < shard.size()) {
      scores = new double[Math.max(shard.size(), 2 * scores.length)];
    }
    predictor.score(query, shard, scores);
    List<ScoredCandidate> top = topCandidates.best(shard::id, scores, shard.size());
    int better = 0;
    int tied = 0;
    int baselineBetter = 0;
    int baselineTied = 0;
    if (trueCard != null) {
      counter.count(predictor, query, shard, trueCard, excluded, scores);
      better = counter.better;
      tied = counter.tied;
      if (!sameRule) {
        baseline.score(query, shard, scores);
        counter.count(baseline, query, shard, trueCard, excluded, scores);
      }
      baselineBetter = counter.better;
      baselineTied = counter.tied;
    }
    return new PartialRanking(top, shard.size(), better, tied, baselineBetter, baselineTied);
  }
}
