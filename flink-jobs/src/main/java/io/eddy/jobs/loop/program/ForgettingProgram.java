package io.eddy.jobs.loop.program;

import org.jspecify.annotations.Nullable;

/**
 * A program that can say which of a node's state no later event will see, so that it may be
 * cleared. When a runner asks, and whether it does, must not show in any later state, message or
 * result.
 *
 * @param <S> state of one node
 */
public interface ForgettingProgram<S> {

  /** Event time between two times of asking, milliseconds; 0 if nothing is ever forgotten. */
  long forgetEveryMillis();

  /**
   * What is left of a state once nothing at or before a watermark is to come, neither events nor
   * messages of them.
   *
   * @param watermarkMillis milliseconds since 1970
   * @return the same object if nothing is forgotten; null if nothing is left
   */
  @Nullable S forget(S state, long watermarkMillis);
}
