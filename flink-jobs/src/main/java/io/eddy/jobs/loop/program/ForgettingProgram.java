package io.eddy.jobs.loop.program;

/**
 * A program that can say which of a node's state no later event will see, so that it may be
 * cleared. When a runner asks, and whether it does, must not show in any result.
 *
 * @param <S> state of one node
 * @param <E> an event from outside, addressed to a node
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
public interface ForgettingProgram<S, E, M, OUT> extends NodeProgram<S, E, M, OUT> {

  /**
   * Event time between the beginnings of two rounds of asking all nodes, milliseconds; 0 if nothing
   * is ever forgotten.
   */
  long forgetEveryMillis();

  /**
   * Sets what is left of a node's state once nothing at or before a watermark is to come, neither
   * events nor messages of them. Watermarks do not wait for messages that are sent from here, so
   * those who get them should emit nothing.
   *
   * @param node its event time is right behind the watermark, its hop 0, its energy 1
   * @return whether anything was forgotten
   */
  boolean forget(NodeAccess<S, M> node);
}
