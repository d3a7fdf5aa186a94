package io.eddy.jobs.support;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/**
 * Passes on what it gets, and fails some times, each time a while after a checkpoint: so work is
 * lost that was in no checkpoint, and there is a checkpoint to go on from. At parallelism 1.
 */
public final class FailsAfterCheckpoints<T> implements MapFunction<T, T>, CheckpointListener {
  private static final long serialVersionUID = 1L;
  private static final int CHECKPOINTS = 2;
  private static final int ELEMENTS = 20;

  /** Flink copies functions, and a restart makes new ones. */
  private static final Map<String, AtomicInteger> FAILED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final int times;
  private transient int checkpoints;
  private transient int elements;

  /** A function that fails so many times. */
  public FailsAfterCheckpoints(int times) {
    this.times = times;
    FAILED.put(id, new AtomicInteger());
  }

  /** How many times it has failed. */
  public int failed() {
    return counter().get();
  }

  @Override
  public T map(T element) {
    if (checkpoints >= CHECKPOINTS && ++elements > ELEMENTS && counter().get() < times) {
      throw new IllegalStateException("failure " + counter().incrementAndGet() + ", on purpose");
    }
    return element;
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    checkpoints++;
  }

  private AtomicInteger counter() {
    return FAILED.computeIfAbsent(id, key -> new AtomicInteger());
  }
}
