package io.eddy.jobs.delivery;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One store's thread: takes snapshots in order, waits for the store while it is gone, and goes on
 * with the next one where it refuses one.
 *
 * <p>At its start it asks the store for its newest snapshot and brings it what the log has after
 * that. From then on it is told of each new one.
 */
final class StoreDelivery implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long NONE = Long.MIN_VALUE;

  private final FeatureStore store;
  private final SnapshotLog log;
  private final DeliveryListener listener;
  private final @Nullable ChangedRows changed;
  private final Duration longestPause;
  private final int capacity;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Condition idle = lock.newCondition();
  private final NavigableMap<Long, SnapshotInfo> waiting = new TreeMap<>();
  private boolean caughtUp;
  private boolean busy;
  private boolean closed;

  /** Which snapshot was written last; of this thread alone. */
  private long last = NONE;

  /** Whether and since when the store has not answered; of this thread alone. */
  private long goneSinceNanos;

  private boolean gone;

  /**
   * Starts the thread.
   *
   * @param changed chooses rows; null for all
   * @param capacity how many snapshots may wait
   */
  StoreDelivery(
      FeatureStore store,
      SnapshotLog log,
      DeliveryListener listener,
      @Nullable ChangedRows changed,
      Duration longestPause,
      int capacity) {
    this.store = store;
    this.log = log;
    this.listener = listener;
    this.changed = changed;
    this.longestPause = longestPause;
    this.capacity = capacity;
    this.thread = new Thread(this::run, "eddy-deliver-" + store.kind());
    this.thread.setDaemon(true);
    this.thread.start();
  }

  /** Tells of a new snapshot, which is in the log. Does not wait. */
  void offer(SnapshotInfo snapshot) {
    SnapshotInfo overflow = null;
    lock.lock();
    try {
      waiting.put(snapshot.id(), snapshot);
      if (waiting.size() > capacity) {
        overflow = waiting.pollFirstEntry().getValue();
      }
      news.signalAll();
    } finally {
      lock.unlock();
    }
    if (overflow != null) {
      listener.dropped(store.kind(), overflow);
    }
  }

  /** Waits until nothing is left to deliver; false if that takes longer. */
  boolean drain(Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!caughtUp || busy || !waiting.isEmpty()) {
        if (left <= 0) {
          return false;
        }
        left = idle.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** How many snapshots wait. */
  int backlog() {
    lock.lock();
    try {
      return waiting.size() + (busy ? 1 : 0);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread; what waits is not delivered by it. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  private void run() {
    try {
      catchUp();
      while (true) {
        SnapshotInfo next = next();
        deliver(next);
      }
    } catch (InterruptedException e) {
      // Closed: what waits comes again with the catching up of the next start.
      Thread.currentThread().interrupt();
    } catch (Error e) {
      // Out of memory, say: nothing more is delivered until the job is started again.
      listener.gone(
          store.kind(),
          SnapshotInfo.unread(-1),
          new IllegalStateException("its delivery has ended with " + e, e));
      throw e;
    }
  }

  private void catchUp() throws InterruptedException {
    Set<Long> missed = new TreeSet<>(missed());
    for (long id : missed) {
      deliver(SnapshotInfo.unread(id));
    }
    lock.lock();
    try {
      waiting.keySet().removeAll(missed);
      caughtUp = true;
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ids in the log after the store's newest; only the last where the store cannot tell. */
  private Set<Long> missed() throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        Optional<SnapshotInfo> newest = store.newest();
        back();
        Set<Long> after = log.after(newest.map(SnapshotInfo::id).orElse(NONE));
        return store.kind().remembers() || after.isEmpty()
            ? after
            : Set.of(new TreeSet<>(after).last());
      } catch (RuntimeException e) {
        // Going on without knowing what was missed would pass it over.
        gone(SnapshotInfo.unread(-1), e);
      }
      pause = pause(pause);
    }
  }

  private SnapshotInfo next() throws InterruptedException {
    lock.lock();
    try {
      busy = false;
      while (waiting.isEmpty()) {
        idle.signalAll();
        if (closed) {
          throw new InterruptedException("closed");
        }
        news.await();
      }
      busy = true;
      return waiting.pollFirstEntry().getValue();
    } finally {
      lock.unlock();
    }
  }

  private void deliver(SnapshotInfo info) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      long start = System.nanoTime();
      try {
        Optional<EmbeddingSnapshot> snapshot = log.snapshot(info.id());
        if (snapshot.isEmpty()) {
          listener.dropped(store.kind(), info);
          return;
        }
        int written = publish(snapshot.get());
        back();
        listener.delivered(
            store.kind(),
            snapshot.get().info(),
            written,
            Duration.ofNanos(System.nanoTime() - start));
        return;
      } catch (StoreUnavailableException e) {
        gone(info, e);
      } catch (RuntimeException e) {
        listener.refused(store.kind(), info, e);
        return;
      }
      pause = pause(pause);
    }
  }

  private int publish(EmbeddingSnapshot snapshot) {
    if (changed == null) {
      return store.publish(snapshot);
    }
    if (store.kind().remembers() && store.newest().map(SnapshotInfo::id).orElse(NONE) != last) {
      changed.forget();
    }
    EmbeddingSnapshot rows = changed.of(snapshot);
    int written = store.publish(rows);
    changed.wrote(rows);
    last = snapshot.info().id();
    return written;
  }

  private void gone(SnapshotInfo info, RuntimeException reason) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException("closed");
    }
    if (!gone) {
      gone = true;
      goneSinceNanos = System.nanoTime();
      listener.gone(store.kind(), info, reason);
    }
  }

  private void back() {
    if (gone) {
      gone = false;
      listener.back(store.kind(), Duration.ofNanos(System.nanoTime() - goneSinceNanos));
    }
  }

  /** Waits, unless closed; gives the next pause. */
  private Duration pause(Duration pause) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(pause.toMillis());
    lock.lock();
    try {
      while (left > 0) {
        if (closed) {
          throw new InterruptedException("closed");
        }
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
  }
}
