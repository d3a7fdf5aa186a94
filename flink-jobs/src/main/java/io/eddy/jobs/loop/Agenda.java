package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits for a head to do it, and the order in which it is done: messages sent within the
 * subtask and restored ones, then the channel, then delayed messages, and only then the next source
 * record. What a record or message sends within the subtask is processed before the next record or
 * message is looked at. Used by the task's thread only.
 *
 * @param <M> a message between nodes
 */
final class Agenda<M> {
  /** Records of a step: few enough that barriers and input get their turn. */
  private static final int STEP = 512;

  private final Channel<M> channel;
  private final WaitingMessages<M> waiting;
  private final CheckpointLog<M> log;
  private final Handler<M> handler;
  private final List<LoopRecord<M>> taken = new ArrayList<>();

  /**
   * An agenda.
   *
   * @param log gets the messages that come round
   */
  Agenda(Channel<M> channel, WaitingMessages<M> waiting, CheckpointLog<M> log, Handler<M> handler) {
    this.channel = channel;
    this.waiting = waiting;
    this.log = log;
    this.handler = handler;
  }

  /** Does a step of what waits; whether there was anything. */
  boolean step() throws Exception {
    if (!waiting.isEmpty() && someUndelayed()) {
      return true;
    }
    if (channel.size() > 0) {
      takeFromChannel(STEP);
      return true;
    }
    return delayed();
  }

  /** Before a source record: does all that was restored and what has come so far. */
  void catchUp() throws Exception {
    undelayed();
    for (long left = channel.size(); left > 0; left -= STEP) {
      takeFromChannel((int) Math.min(left, STEP));
    }
  }

  /** Behind a source record: does what it has caused here. */
  void settle() throws Exception {
    undelayed();
    while (channel.size() == 0 && delayed()) {
      // The clock moves only while nothing undelayed waits.
    }
  }

  /** Does all that waits in the head, not what is in the channel. */
  void empty() throws Exception {
    do {
      undelayed();
    } while (delayed());
  }

  private void takeFromChannel(int max) throws Exception {
    channel.take(taken, max);
    for (LoopRecord<M> record : taken) {
      if (record instanceof Message<M> message) {
        arrived(message);
      } else {
        handler.control(record);
      }
    }
    taken.clear();
  }

  private void arrived(Message<M> message) throws Exception {
    log.append(message);
    if (message.delay() > 0) {
      waiting.add(message);
    } else {
      handler.message(message);
      undelayed();
    }
  }

  private boolean someUndelayed() throws Exception {
    for (int i = 0; i < STEP; i++) {
      Message<M> message = waiting.poll();
      if (message == null) {
        return i > 0;
      }
      handler.message(message);
    }
    return true;
  }

  private void undelayed() throws Exception {
    for (Message<M> next = waiting.poll(); next != null; next = waiting.poll()) {
      handler.message(next);
    }
  }

  private boolean delayed() throws Exception {
    Message<M> message = waiting.pollDelayed();
    if (message == null) {
      return false;
    }
    handler.message(message);
    undelayed();
    return true;
  }

  /** Does what is on the agenda. */
  interface Handler<M> {
    /** Hands a message to its node, whose turn it is. */
    void message(Message<M> message) throws Exception;

    /** Takes a control record that has come round. */
    void control(LoopRecord<M> record) throws Exception;
  }
}
