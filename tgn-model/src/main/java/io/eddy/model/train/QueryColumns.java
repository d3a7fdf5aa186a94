package io.eddy.model.train;

import io.eddy.memory.ranker.CandidateState;

/** Columns that a replay of the training part takes down beside the features. */
interface QueryColumns {
  /** Features alone. */
  QueryColumns NONE = new QueryColumns() {};

  /** How many there are. */
  default int count() {
    return 0;
  }

  /**
   * Adds candidates that an event's query is to have for certain.
   *
   * @param chosen holds {@code count} of them at the front already; takes more behind them
   * @return how many there are now; one may stand there twice
   */
  default int certain(int event, CandidateState candidates, int[] chosen, int count) {
    return count;
  }

  /**
   * Writes the columns of a query, before its event is applied.
   *
   * @param event index of the event
   * @param chosen its candidates, {@code count} of them at the front, the true one first
   * @param rows where each row has the columns {@code offset} behind its start
   * @param width of a row
   */
  default void write(
      int event,
      CandidateState candidates,
      int[] chosen,
      int count,
      float[] rows,
      int width,
      int offset) {}

  /** An event was applied; {@code candidate} is its destination. */
  default void applied(int event, int candidate) {}
}
