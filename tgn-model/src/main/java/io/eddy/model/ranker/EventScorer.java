package io.eddy.model.ranker;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.SourceView;

/** Scores the candidates of an event of a stream that is replayed, from the state before it. */
@FunctionalInterface
public interface EventScorer {
  /**
   * Scores some candidates.
   *
   * @param event index of the event in the stream
   * @param chosen indexes of candidates, {@code count} of them at the front
   * @param scores receives the scores in the same order
   */
  void score(
      int event,
      SourceView view,
      CandidateState candidates,
      int[] chosen,
      int count,
      float[] scores);

  /** An event was taken in; {@code candidate} is the index of its destination. */
  default void applied(int event, int candidate) {}
}
