package io.eddy.model.tgn.engine;

/**
 * Looks at an engine's state while a stream goes by in waves of events that have no node in common.
 * What an event finds at its own two nodes is what it would find one event at a time; the nodes of
 * other waves may be ahead or behind.
 */
public interface WaveVisitor {
  /** Looks at nothing. */
  WaveVisitor NONE = new WaveVisitor() {};

  /** These events are about to be taken in. */
  default void before(int[] indexes) {}

  /** These events were taken in. */
  default void after(int[] indexes) {}
}
