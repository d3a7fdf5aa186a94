package io.eddy.model.train;

/** Told what a replay of the training part takes down. */
interface QueryListener {
  /** Wants to know nothing. */
  QueryListener NONE = new QueryListener() {};

  /**
   * A query was taken down, before its event is applied.
   *
   * @param event index of the event
   * @param chosen its candidates, {@code count} of them at the front, the true one first
   */
  default void query(int event, int[] chosen, int count) {}

  /** An event was applied; {@code candidate} is its destination. */
  default void applied(int event, int candidate) {}
}
