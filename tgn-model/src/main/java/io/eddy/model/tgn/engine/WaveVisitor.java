package io.eddy.model.tgn.engine;

/**
 * Looks at an engine's state while a stream goes by in waves of events that have no node in common.
 * What an event finds at all nodes that embeddings of its two read is what it would find one event
 * at a time; the nodes of other waves may be ahead or behind.
 */
public interface WaveVisitor {
  /** Looks at nothing. */
  WaveVisitor NONE = new WaveVisitor() {};

  /** These events are about to be taken in. */
  default void before(int[] indexes) {}

  /** The two nodes of these events have taken them in; messages to others have not been heard. */
  default void after(int[] indexes) {}
}
