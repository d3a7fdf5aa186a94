package io.eddy.jobs.loop;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A first-in-first-out queue of bounded heap: the oldest and the newest elements are objects, those
 * between them lie in files once the objects' estimated size passes the limit. Not thread-safe.
 *
 * @param <T> an element
 */
final class SpillableQueue<T> implements AutoCloseable {
  private final SpillFolder folder;
  private final SizeEstimate<T> estimate;
  private final Codec<T> codec;
  private final long halfLimit;

  private final Deque<SpillFile<T>> files = new ArrayDeque<>();
  private Deque<T> front = new ArrayDeque<>();
  private Deque<T> back = new ArrayDeque<>();
  private long spilled;

  /**
   * An empty queue.
   *
   * @param limit estimated bytes of objects above which elements go to files
   */
  SpillableQueue(Codec<T> codec, long limit, SpillFolder folder) {
    this.codec = codec;
    this.estimate = new SizeEstimate<>(codec);
    this.halfLimit = limit / 2;
    this.folder = folder;
  }

  /** Adds an element at the end. */
  void add(T element) throws IOException {
    estimate.see(element);
    if (files.isEmpty() && back.isEmpty() && fits(front.size())) {
      front.add(element);
      return;
    }
    back.add(element);
    if (!fits(back.size())) {
      files.add(SpillFile.write(back, codec, folder));
      spilled += back.size();
      back.clear();
    }
  }

  /** Takes the oldest element; null if the queue is empty. */
  @Nullable T poll() throws IOException {
    T element = front.poll();
    if (element != null) {
      return element;
    }
    SpillFile<T> file = files.peek();
    if (file == null) {
      Deque<T> emptied = front;
      front = back;
      back = emptied;
      return front.poll();
    }
    element = file.next();
    spilled--;
    if (file.remaining() == 0) {
      files.remove();
      file.close();
    }
    return element;
  }

  long size() {
    return front.size() + spilled + back.size();
  }

  boolean isEmpty() {
    return front.isEmpty() && back.isEmpty() && files.isEmpty();
  }

  /** Elements in files. */
  long spilled() {
    return spilled;
  }

  /** Deletes the files; what is in the queue is lost. */
  @Override
  public void close() {
    files.forEach(SpillFile::close);
    files.clear();
    front.clear();
    back.clear();
    spilled = 0;
  }

  private boolean fits(int elements) {
    return elements * estimate.bytes() < halfLimit;
  }
}
