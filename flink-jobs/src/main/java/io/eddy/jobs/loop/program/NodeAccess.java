package io.eddy.jobs.loop.program;

import org.jspecify.annotations.Nullable;

/**
 * A node within one call of its program: its state, and what it tells other nodes. Valid only
 * during that call.
 *
 * <p>Hops and energy bound what one call can cause: a message sent from here has one hop more than
 * the call it was sent from and at most its energy.
 *
 * @param <S> state of one node
 * @param <M> a message between nodes
 */
public interface NodeAccess<S, M> {

  /** The node that is reacting. */
  String node();

  /** The node's state, null before it was first set. */
  @Nullable S state();

  /** Replaces the node's state; null forgets the node. */
  void setState(@Nullable S state);

  /** Event time of what this call goes back to, milliseconds since the epoch. */
  long eventTimeMillis();

  /** Messages between that and this call: 0 in a call for an event, then 1, 2, … */
  int hop();

  /** What is left of the energy: 1 in a call for an event, in [0, 1] always. */
  float energy();

  /** Sends a message that keeps this call's energy and is delivered as soon as possible. */
  default void send(String node, M message) {
    send(node, message, energy(), 0);
  }

  /**
   * Sends a message.
   *
   * @param energy what the receiver has left, in [0, {@link #energy()}]
   * @param delay how much later than an undelayed message it is delivered, in ticks of the
   *     receiver's virtual clock, 0 or more: of the messages waiting at a receiver those with the
   *     least (arrival tick + delay) go first, and the clock jumps to that tick when nothing else
   *     is left to do
   * @throws IllegalArgumentException if energy or delay is out of range
   * @throws HopLimitException if this call is already at the runner's highest hop
   */
  void send(String node, M message, float energy, double delay);
}
