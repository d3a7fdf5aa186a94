package io.eddy.jobs.loop.program;

/**
 * A program that can say which of a node's state no later event will see, so that it may be
 * cleared. When a runner asks, and whether it does, must not show in any result.
 *
 * @param <S> state of one node
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
public interface ForgettingProgram<S, M, OUT> {

  /** Event time between two times of asking, milliseconds; 0 if nothing is ever forgotten. */
  long forgetEveryMillis();

  /**
   * Sets what is left of a node's state once nothing at or before a watermark is to come, neither
   * events nor messages of them. May send, but emits nothing.
   *
   * @param node a node that has a state; its event time is right behind the watermark
   * @return whether anything was forgotten
   */
  boolean forget(NodeContext<S, M, OUT> node);
}
