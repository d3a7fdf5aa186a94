package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The messages that have reached their head but not yet their node: sent within the subtask,
 * restored, or delayed. Undelayed ones leave in the order in which they came. Not thread-safe.
 *
 * @param <M> a message between nodes
 */
final class WaitingMessages<M> implements AutoCloseable {
  private final SpillableQueue<LoopRecord<M>> undelayed;
  private final DelayedMessages<M> delayed;

  /** Undelayed ones that may be incomplete, and so are not serialized; behind the others. */
  private final Deque<Message<M>> held = new ArrayDeque<>();

  WaitingMessages(SpillableQueue<LoopRecord<M>> undelayed, DelayedMessages<M> delayed) {
    this.undelayed = undelayed;
    this.delayed = delayed;
  }

  /** Lets a message wait, for its delay if it has one. */
  void add(Message<M> message) throws IOException {
    if (message.delay() > 0) {
      delayed.add(message);
    } else {
      undelayed.add(message);
    }
  }

  /** Lets an undelayed message wait as an object: it may be incomplete. */
  void hold(Message<M> message) {
    held.add(message);
  }

  /** Messages that wait as objects. */
  int held() {
    return held.size();
  }

  /** The messages that were held are complete and wait like all others. */
  void completeHeld() throws IOException {
    for (Message<M> next = held.poll(); next != null; next = held.poll()) {
      undelayed.add(next);
    }
  }

  /** Takes the oldest undelayed message, null if there is none. */
  @Nullable Message<M> poll() throws IOException {
    Message<M> first = (Message<M>) undelayed.poll();
    return first == null ? held.poll() : first;
  }

  /** Takes the next delayed message and moves the clock to it, null if there is none. */
  @Nullable Message<M> pollDelayed() throws IOException {
    return delayed.poll();
  }

  /** Appends all waiting messages to the log of one checkpoint, in order; they go on waiting. */
  void appendTo(OpenLog<M> log) throws IOException {
    completeHeld();
    for (long left = undelayed.size(); left > 0; left--) {
      Message<M> message = poll();
      if (message != null) {
        log.append(message);
        undelayed.add(message);
      }
    }
    delayed.appendTo(log);
  }

  long size() {
    return undelayed.size() + held.size() + delayed.size();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Messages in files. */
  long spilled() {
    return undelayed.spilled() + delayed.spilled();
  }

  @Override
  public void close() {
    undelayed.close();
    held.clear();
    delayed.close();
  }
}
