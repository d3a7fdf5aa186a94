package io.eddy.model.predict;

import io.eddy.memory.card.CandidateCard;

/**
 * Scores the destinations a source may go to next; a higher score is likelier, and scores compare
 * within one query only.
 *
 * <p>Both methods give bitwise the same score to the same card, since a rank compares one
 * destination's score, computed where its card is, with those of shards elsewhere. For the same
 * reason a score depends on the query and the card, never on the other candidates or their order.
 * Scores are finite. Predictors of one name score alike.
 *
 * <p>An instance belongs to one thread: an implementation may keep buffers.
 */
public interface LinkPredictor {

  /** The name it is configured and reported under, such as {@code recency}. */
  String name();

  /**
   * Scores every candidate of a table.
   *
   * @param scores receives the score of candidate i at index i; at least {@code candidates.size()}
   *     long, the rest is left as it is
   */
  void score(LinkQuery query, CandidateTable candidates, double[] scores);

  /** Scores one destination, which need not be in any table. */
  double score(LinkQuery query, CandidateCard card);
}
