package io.eddy.memory.pair;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The destinations of one source in order of recency, each with its last visit and how often it was
 * visited; bounded, so the least recent one is forgotten when there is no room.
 *
 * <p>Index 0 is the most recent destination and times never increase with the index: an event that
 * is behind the newest one counts as if it had happened at the newest one's time. So a history read
 * between two events holds nothing later than the first of them. A destination that was forgotten
 * starts again at count 1 when it returns; {@link #totalVisits()} includes the forgotten.
 *
 * <p>Parallel arrays searched from the front: visits concentrate on recent destinations, and at the
 * usual sizes (1 to 128) that beats hashing. Not thread-safe.
 */
public final class PairHistory {
  /** The largest capacity; it bounds what a corrupt layout can make a reader allocate. */
  public static final int MAX_CAPACITY = 1 << 20;

  private static final int INITIAL_CAPACITY = 4;

  private final int capacity;
  private @Nullable String[] dsts;
  private long[] lastTimes;
  private long[] counts;
  private int size;
  private long totalVisits;

  /**
   * An empty history.
   *
   * @param capacity how many destinations are remembered, 1 to {@link #MAX_CAPACITY}
   */
  public PairHistory(int capacity) {
    this.capacity = requireCapacity(capacity);
    int room = Math.min(capacity, INITIAL_CAPACITY);
    this.dsts = new @Nullable String[room];
    this.lastTimes = new long[room];
    this.counts = new long[room];
  }

  private static int requireCapacity(int capacity) {
    if (capacity < 1 || capacity > MAX_CAPACITY) {
      throw new IllegalArgumentException(
          "capacity of a pair history is %d; expected 1 to %d".formatted(capacity, MAX_CAPACITY));
    }
    return capacity;
  }

  private PairHistory(PairHistory from, int capacity) {
    int kept = Math.min(from.size, capacity);
    int room = Math.max(kept, Math.min(capacity, INITIAL_CAPACITY));
    this.capacity = capacity;
    this.dsts = Arrays.copyOf(from.dsts, room);
    this.lastTimes = Arrays.copyOf(from.lastTimes, room);
    this.counts = Arrays.copyOf(from.counts, room);
    this.size = kept;
    this.totalVisits = from.totalVisits;
  }

  /**
   * Takes in one visit: the destination moves to the front and its count grows by one.
   *
   * @return whether the time was behind the newest visit and was clamped to it
   */
  public boolean visit(String dst, long timeMicros) {
    boolean clamped = size > 0 && timeMicros < lastTimes[0];
    long time = clamped ? lastTimes[0] : timeMicros;
    int at = indexOf(dst);
    long count = at < 0 ? 1 : counts[at] + 1;
    moveToFront(at < 0 ? slotForNew() : at);
    dsts[0] = dst;
    lastTimes[0] = time;
    counts[0] = count;
    totalVisits++;
    return clamped;
  }

  /** The slot a new destination takes from: a free one, or that of the least recent. */
  private int slotForNew() {
    if (size == capacity) {
      return size - 1;
    }
    if (size == dsts.length) {
      int room = Math.min(capacity, 2 * size);
      dsts = Arrays.copyOf(dsts, room);
      lastTimes = Arrays.copyOf(lastTimes, room);
      counts = Arrays.copyOf(counts, room);
    }
    return size++;
  }

  private void moveToFront(int from) {
    System.arraycopy(dsts, 0, dsts, 1, from);
    System.arraycopy(lastTimes, 0, lastTimes, 1, from);
    System.arraycopy(counts, 0, counts, 1, from);
  }

  /** The most destinations that are remembered. */
  public int capacity() {
    return capacity;
  }

  /** How many destinations are remembered. */
  public int size() {
    return size;
  }

  /** The destination at a recency index, 0 the most recent. */
  public String dst(int i) {
    return Objects.requireNonNull(dsts[Objects.checkIndex(i, size)]);
  }

  /** The last visit of the destination at a recency index, microseconds. */
  public long lastTimeMicros(int i) {
    return lastTimes[Objects.checkIndex(i, size)];
  }

  /** The number of visits of the destination at a recency index since it was last forgotten. */
  public long count(int i) {
    return counts[Objects.checkIndex(i, size)];
  }

  /** The recency index of a destination, -1 if it is not remembered. */
  public int indexOf(String dst) {
    for (int i = 0; i < size; i++) {
      if (dst.equals(dsts[i])) {
        return i;
      }
    }
    return -1;
  }

  /** All visits of the source, those of forgotten destinations included. */
  public long totalVisits() {
    return totalVisits;
  }

  /** An independent copy. */
  public PairHistory copy() {
    return new PairHistory(this, capacity);
  }

  /**
   * An independent copy of another capacity; if that is smaller, the least recent destinations are
   * forgotten.
   *
   * @param capacity how many destinations are remembered, 1 to {@link #MAX_CAPACITY}
   */
  public PairHistory copy(int capacity) {
    return new PairHistory(this, requireCapacity(capacity));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PairHistory that
        && capacity == that.capacity
        && totalVisits == that.totalVisits
        && Arrays.equals(dsts, 0, size, that.dsts, 0, that.size)
        && Arrays.equals(lastTimes, 0, size, that.lastTimes, 0, that.size)
        && Arrays.equals(counts, 0, size, that.counts, 0, that.size);
  }

  @Override
  public int hashCode() {
    int hash = 31 * capacity + Long.hashCode(totalVisits);
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + Objects.hashCode(dsts[i]);
      hash = 31 * hash + Long.hashCode(lastTimes[i]);
      hash = 31 * hash + Long.hashCode(counts[i]);
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("PairHistory[");
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ", ").append(dsts[i]);
      text.append('@').append(lastTimes[i]).append('x').append(counts[i]);
    }
    return text.append("; ").append(totalVisits).append(" visits]").toString();
  }

  /**
   * Restores a history entry by entry, most recent first; for layouts.
   *
   * <p>Not a way to edit a history: {@link #build} checks that the entries could have come from
   * visits.
   */
  public static final class Restorer {
    private final PairHistory history;
    private long visits;

    /** Starts with an empty history of this capacity and room for {@code size} entries. */
    public Restorer(int capacity, int size, long totalVisits) {
      history = new PairHistory(capacity);
      if (size < 0 || size > capacity) {
        throw new IllegalArgumentException(
            "%d destinations in a pair history of capacity %d".formatted(size, capacity));
      }
      history.totalVisits = totalVisits;
    }

    /** Adds the next less recent destination. */
    public void add(String dst, long lastTimeMicros, long count) {
      int i = history.size;
      if (i > 0 && lastTimeMicros > history.lastTimes[i - 1]) {
        throw new IllegalArgumentException(
            "time %d of destination '%s' is after that of a more recent one"
                .formatted(lastTimeMicros, dst));
      }
      if (count < 1) {
        throw new IllegalArgumentException(
            "destination '%s' with %d visits; expected at least 1".formatted(dst, count));
      }
      int slot = history.slotForNew();
      history.dsts[slot] = dst;
      history.lastTimes[slot] = lastTimeMicros;
      history.counts[slot] = count;
      visits += count;
    }

    /** The restored history. */
    public PairHistory build() {
      if (visits > history.totalVisits) {
        throw new IllegalArgumentException(
            "the destinations have %d visits, but the source only %d"
                .formatted(visits, history.totalVisits));
      }
      return history;
    }
  }
}
