package io.eddy.jobs.loop.program;

import java.io.Serializable;

/**
 * How one node reacts: the state of one node and one event or message in; a new state, messages to
 * other nodes and results out, all through the context.
 *
 * <p>A call sees the state of its own node only. It must depend on nothing but its arguments and
 * the context, because after a failure it runs again; randomness comes from {@link
 * NodeContext#random()}. One instance serves all nodes of a subtask, one call at a time.
 *
 * @param <S> state of one node
 * @param <E> an event from outside, addressed to a node
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
public interface NodeProgram<S, E, M, OUT> extends Serializable {

  /** Reacts to an event from outside the loop. */
  void onEvent(E event, NodeContext<S, M, OUT> context) throws Exception;

  /** Reacts to a message of another node, or of this one. */
  void onMessage(M message, NodeContext<S, M, OUT> context) throws Exception;
}
