package io.eddy.jobs.loop.program;

import java.util.random.RandomGenerator;

/**
 * What a node sees and may do during a call for an event, or for a message that goes back to one.
 *
 * @param <S> state of one node
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
public interface NodeContext<S, M, OUT> extends NodeAccess<S, M> {

  /** Random numbers whose source is seeded and part of the state: after a restore it goes on. */
  RandomGenerator random();

  /** Emits a result. */
  void emit(OUT result);
}
