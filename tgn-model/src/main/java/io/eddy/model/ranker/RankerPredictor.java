package io.eddy.model.ranker;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.SourceView;

/**
 * Scores candidates for a query: rows of features from the state before the event, then the
 * network. A higher score is likelier; scores compare within one query only.
 *
 * <p>A candidate's score is bitwise the same whichever others are scored with it. Keeps buffers:
 * one instance a thread.
 */
public final class RankerPredictor {
  /** The name it is configured and reported under. */
  public static final String NAME = "ranker";

  private final DenseRanker network;
  private float[] rows = new float[0];

  /**
   * A predictor with these parameters.
   *
   * @throws IllegalArgumentException if they are for another number of features
   */
  public RankerPredictor(RankerParameters parameters) {
    if (parameters.inputs() != RankerFeatures.size()) {
      throw new IllegalArgumentException(
          "parameters for %d features, but this release computes %d; train the ranker anew"
              .formatted(parameters.inputs(), RankerFeatures.size()));
    }
    this.network = new DenseRanker(parameters, RankerFeatures.transitionStart());
  }

  /**
   * Scores all candidates of a shard.
   *
   * @param scores receives the score of candidate i at index i; at least {@code candidates.size()}
   *     long
   */
  public void score(SourceView view, CandidateState candidates, float[] scores) {
    int count = candidates.size();
    room(count);
    candidates.features(view, rows);
    network.score(rows, count, scores);
  }

  /**
   * Scores some candidates of a shard.
   *
   * @param chosen their indexes, {@code count} of them at the front
   * @param scores receives the scores in the same order
   */
  public void score(
      SourceView view, CandidateState candidates, int[] chosen, int count, float[] scores) {
    room(count);
    candidates.features(view, chosen, count, rows);
    network.score(rows, count, scores);
  }

  private void room(int count) {
    int needed = count * network.inputs();
    if (rows.length < needed) {
      rows = new float[Math.max(needed, 2 * rows.length)];
    }
  }
}
