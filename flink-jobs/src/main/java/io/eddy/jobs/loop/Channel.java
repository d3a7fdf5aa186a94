package io.eddy.jobs.loop;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/**
 * The queue from a tail to the head of its subtask. The tail's thread adds and never waits; the
 * head's thread takes. When something has been added and the head does not know it yet, the head is
 * woken. Owned by the head, which closes it; what is added after that is dropped, for the head's
 * attempt is over.
 *
 * @param <M> a message between nodes
 */
final class Channel<M> implements AutoCloseable {
  private final SpillableQueue<LoopRecord<M>> queue;
  private final Runnable wake;
  private volatile long size;
  private volatile long spilled;
  private boolean woken;
  private boolean closed;

  /**
   * An empty channel.
   *
   * @param wake asks the head to take from here soon; called by any thread
   */
  Channel(SpillableQueue<LoopRecord<M>> queue, Runnable wake) {
    this.queue = queue;
    this.wake = wake;
  }

  /** Adds a record and wakes the head. */
  synchronized void add(LoopRecord<M> record) throws IOException {
    if (closed) {
      return;
    }
    queue.add(record);
    measure();
    wake();
  }

  /** Wakes the head although nothing was added, because it has work left. */
  synchronized void wake() {
    if (woken || closed) {
      return;
    }
    woken = true;
    try {
      wake.run();
    } catch (RejectedExecutionException e) {
      // The head's mailbox is closed: it has finished or is being cancelled.
      close();
    }
  }

  /** The head has heard; it will be woken again. */
  synchronized void awake() {
    woken = false;
  }

  /** Moves up to {@code max} records into the list. */
  synchronized void take(List<? super LoopRecord<M>> into, int max) throws IOException {
    for (int i = 0; i < max; i++) {
      LoopRecord<M> record = queue.poll();
      if (record == null) {
        break;
      }
      into.add(record);
    }
    measure();
  }

  /** Records in the queue, as of a moment ago. */
  long size() {
    return size;
  }

  /** Records in files, as of a moment ago. */
  long spilled() {
    return spilled;
  }

  @Override
  public synchronized void close() {
    closed = true;
    queue.close();
    measure();
  }

  private void measure() {
    size = queue.size();
    spilled = queue.spilled();
  }
}
