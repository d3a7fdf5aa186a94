package io.eddy.model.rank;

import java.util.Comparator;

/**
 * A candidate destination and its score.
 *
 * @param id the destination
 * @param score the predictor's score; compares within one query only
 */
public record ScoredCandidate(String id, double score) {
  /** Best first: higher scores first, equal ones by id. */
  public static final Comparator<ScoredCandidate> BEST_FIRST =
      Comparator.comparingDouble(ScoredCandidate::score)
          .reversed()
          .thenComparing(ScoredCandidate::id);
}
