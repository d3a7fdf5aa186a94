package io.eddy.jobs.loop;

/**
 * What travels from head to tail and through the channel to the next head: messages of the program
 * and the loop's own control records, in one order.
 *
 * @param <M> a message between nodes
 */
sealed interface LoopRecord<M> {

  /** The subtask that receives the record; known to the sender only, it is not serialized. */
  int to();

  /**
   * A message of the program.
   *
   * @param target the node it goes to
   * @param payload what the sender's program sent
   * @param time event time of the event it goes back to, {@link Long#MIN_VALUE} for none
   * @param hop messages between that event and the receiver's call, from 1
   * @param energy what the receiver has left, in [0, 1]
   * @param delay ticks it still has to wait at the receiver
   * @param from the subtask that sent it and waits for a credit; {@link #REPLAYED} if none does
   * @param to the subtask of the target
   */
  record Message<M>(
      String target, M payload, long time, int hop, float energy, double delay, int from, int to)
      implements LoopRecord<M> {
    static final int REPLAYED = -1;

    /** The message as one for which no sender waits. */
    Message<M> replayed() {
      return new Message<>(target, payload, time, hop, energy, delay, REPLAYED, to);
    }
  }

  /**
   * All messages of this hop from this head with event times at or before the watermark have been
   * sent.
   *
   * @param idle whether the sender's sources are idle
   */
  record HopMark<M>(int hop, int from, long watermark, boolean idle, int to)
      implements LoopRecord<M> {}

  /** How many messages a head has sent and processed, told to all heads while the loop drains. */
  record WaveReport<M>(int round, long sent, long received, int to) implements LoopRecord<M> {}

  /** A receiver has taken this many more messages of the head this goes to. */
  record Credit<M>(int from, int count, int to) implements LoopRecord<M> {}

  /**
   * A head is about to send a checkpoint's barrier, or has sent it: what it sends in between and
   * after may be held back until the barriers of all heads have come.
   */
  record BarrierNotice<M>(int from, boolean sent, int to) implements LoopRecord<M> {}

  /** The barrier of a checkpoint has reached the tail: what is behind is not part of it. */
  record Sentinel<M>(long checkpoint, int to) implements LoopRecord<M> {}

  /** A head introduces itself to the tail of its subtask. */
  record Hello<M>(ChannelKey channel, String taskManager, int to) implements LoopRecord<M> {}
}
