package io.eddy.model.predict;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;

/**
 * The training-free rule "most recently visited destination first, ties by popularity".
 *
 * <p>The score is tier + {@code visits / (1 + visits)}. The tier of a destination is the number of
 * distinct last-visit times in the source's history that are not after its own, 0 if the source
 * never visited it; so destinations last visited at the same time share a tier, and popularity,
 * which is below 1, decides within one.
 */
public final class RecencyPredictor implements LinkPredictor {
  static final String NAME = "recency";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void score(LinkQuery query, CandidateTable candidates, double[] scores) {
    candidates.copyPopularities(scores);
    PairHistory history = query.history();
    int tier = 0;
    for (int i = history.size() - 1; i >= 0; i--) {
      tier += startsTier(history, i) ? 1 : 0;
      int candidate = candidates.indexOf(history.dst(i));
      if (candidate >= 0) {
        scores[candidate] += tier;
      }
    }
  }

  @Override
  public double score(LinkQuery query, CandidateCard card) {
    PairHistory history = query.history();
    int at = history.indexOf(card.id());
    int tier = 0;
    if (at >= 0) {
      for (int i = history.size() - 1; i >= at; i--) {
        tier += startsTier(history, i) ? 1 : 0;
      }
    }
    return CandidateTable.popularity(card) + tier;
  }

  /** Whether the time at an index, going from the least recent, was not met before. */
  private static boolean startsTier(PairHistory history, int i) {
    return i == history.size() - 1 || history.lastTimeMicros(i) != history.lastTimeMicros(i + 1);
  }
}
