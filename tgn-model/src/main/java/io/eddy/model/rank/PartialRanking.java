package io.eddy.model.rank;

import java.util.ArrayList;
import java.util.List;

/**
 * The ranking of one query over some of the candidates: the best of them, and how many stand before
 * the true destination.
 *
 * @param top the best candidates, best first, equal scores by id
 * @param candidates how many were ranked
 * @param better how many score above the true destination
 * @param tied how many others score as it does
 * @param baselineBetter {@code better} under the baseline predictor
 * @param baselineTied {@code tied} under the baseline predictor
 */
public record PartialRanking(
    List<ScoredCandidate> top,
    int candidates,
    int better,
    int tied,
    int baselineBetter,
    int baselineTied) {

  /** Keeps its own list. */
  public PartialRanking {
    top = List.copyOf(top);
  }

  /**
   * The rank of the true destination among the others, {@link #rank(int, int)}. Meaningless for a
   * query without a true destination.
   */
  public double rank() {
    return rank(better, tied);
  }

  /** The same rank under the baseline predictor. */
  public double baselineRank() {
    return rank(baselineBetter, baselineTied);
  }

  /**
   * The ranking over all candidates of disjoint shards.
   *
   * @param topN how many of the best to keep; each shard must have kept as many
   */
  public static PartialRanking merge(List<PartialRanking> shards, int topN) {
    List<ScoredCandidate> top = new ArrayList<>();
    int candidates = 0;
    int better = 0;
    int tied = 0;
    int baselineBetter = 0;
    int baselineTied = 0;
    for (PartialRanking shard : shards) {
      top.addAll(shard.top);
      candidates += shard.candidates;
      better += shard.better;
      tied += shard.tied;
      baselineBetter += shard.baselineBetter;
      baselineTied += shard.baselineTied;
    }
    top.sort(ScoredCandidate.BEST_FIRST);
    return new PartialRanking(
        top.subList(0, Math.min(topN, top.size())),
        candidates,
        better,
        tied,
        baselineBetter,
        baselineTied);
  }

  /**
   * The rank of one among others.
   *
   * @param better how many of the others are better
   * @param tied how many of the others are as good
   * @return {@code 0.5 * (better + better-or-equal) + 1}: 1 is the best and ties take the middle
   */
  public static double rank(int better, int tied) {
    return 0.5 * (better + (better + tied)) + 1;
  }
}
