package io.eddy.memory.node;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The K most recent mails of a node. A mail is what is left of one event: the neighbour, the event
 * time, the edge's features, and the neighbour's memory as it was; a ripple of that neighbour
 * refreshes the memory in all its mails.
 *
 * <p>Index 0 is the newest mail and times never increase with the index: a mail behind the newest
 * one counts as of that one's time. What an embedding at time t may read are the mails strictly
 * before t, which are those from {@link #firstBefore} on.
 *
 * <p>A ring in parallel arrays that grow with the mails, since most nodes of a graph have few. Not
 * thread-safe.
 */
public final class Mailbox {
  private static final int FIRST_ROOM = 1;
  private static final @Nullable String[] NO_NEIGHBOURS = {};
  private static final int[] NO_HASHES = {};
  private static final long[] NO_TIMES = {};

  private final MemoryShape shape;
  private @Nullable String[] neighbours = NO_NEIGHBOURS;

  /** Hashes of the neighbours' ids, so that a search does not touch ids that lie elsewhere. */
  private int[] hashes = NO_HASHES;

  private long[] times = NO_TIMES;
  private VectorRows features;
  private VectorRows memories;

  /** The slot of the newest mail; older ones are before it, round the ring of the first slots. */
  private int newest = -1;

  private int size;

  Mailbox(MemoryShape shape) {
    this.shape = shape;
    features = new VectorRows(shape.features(), shape.edgeFeatures(), 0);
    memories = new VectorRows(shape.memory(), shape.memories(), 0);
  }

  private Mailbox(Mailbox from) {
    shape = from.shape;
    neighbours = from.neighbours.length == 0 ? NO_NEIGHBOURS : from.neighbours.clone();
    hashes = from.hashes.length == 0 ? NO_HASHES : from.hashes.clone();
    times = from.times.length == 0 ? NO_TIMES : from.times.clone();
    features = from.features.copy();
    memories = from.memories.copy();
    newest = from.newest;
    size = from.size;
  }

  /**
   * Keeps a mail; the oldest is forgotten when there is no room.
   *
   * @param features F features of the edge, copied
   * @param memory the neighbour's D components, copied
   * @return whether the time was behind the newest mail's and was clamped to it
   */
  public boolean add(String neighbour, long timeMicros, float[] features, float[] memory) {
    VectorRows.requireFinite("the features of a mail", features, shape.features());
    VectorRows.requireFinite("the memory in a mail", memory, shape.memory());
    boolean clamped = size > 0 && timeMicros < times[newest];
    if (shape.mails() == 0) {
      return false;
    }
    long time = clamped ? times[newest] : timeMicros;
    int slot = nextSlot();
    put(slot, neighbour, time);
    this.features.write(slot, features);
    memories.write(slot, memory);
    return clamped;
  }

  /**
   * Replaces the neighbour's memory in all its mails.
   *
   * @param memory D components, which nobody changes any more; in single precision shared with all
   *     who are told it, in half precision copied; finite, as every node's memory is
   * @return how many mails are from it
   */
  public int refresh(String neighbour, float[] memory) {
    VectorRows.requireWidth("a refreshed memory", memory, shape.memory());
    int refreshed = 0;
    int hash = neighbour.hashCode();
    for (int slot = 0; slot < size; slot++) {
      if (hashes[slot] == hash && neighbour.equals(neighbours[slot])) {
        memories.share(slot, memory);
        refreshed++;
      }
    }
    return refreshed;
  }

  /**
   * Whose mail the next one will displace; null while there is room.
   *
   * @param coming from whom mails are to come before it, in their order
   */
  public @Nullable String nextDisplaced(List<String> coming) {
    int displaced = size + coming.size() - shape.mails();
    if (shape.mails() == 0 || displaced < 0) {
      return null;
    }
    return displaced < size ? neighbour(size - 1 - displaced) : coming.get(displaced - size);
  }

  /**
   * The most recent neighbours, each once.
   *
   * @param most how many at most
   * @param self the node of this mailbox, which is left out
   * @param except another one that is left out
   */
  public Set<String> recent(int most, String self, String except) {
    Set<String> recent = new LinkedHashSet<>();
    for (int i = 0; i < size && recent.size() < most; i++) {
      String neighbour = neighbour(i);
      if (!neighbour.equals(except) && !neighbour.equals(self)) {
        recent.add(neighbour);
      }
    }
    return recent;
  }

  /** How many mails there are, at most K. */
  public int size() {
    return size;
  }

  /** The most mails that are kept, K. */
  public int capacity() {
    return shape.mails();
  }

  /** Whom a mail is from. */
  public String neighbour(int index) {
    return Objects.requireNonNull(neighbours[slot(index)]);
  }

  /** Event time of a mail, microseconds. */
  public long timeMicros(int index) {
    return times[slot(index)];
  }

  /** Copies a mail's F features out. */
  public void readFeatures(int index, float[] into, int at) {
    features.read(slot(index), into, at);
  }

  /** Copies the D components of the neighbour's memory in a mail out. */
  public void readMemory(int index, float[] into, int at) {
    memories.read(slot(index), into, at);
  }

  /** The index of the newest mail strictly before a time; {@link #size} if there is none. */
  public int firstBefore(long timeMicros) {
    int index = 0;
    while (index < size && times[slot(index)] >= timeMicros) {
      index++;
    }
    return index;
  }

  /** One that changes by itself; vectors are copied when either side writes them. */
  public Mailbox copy() {
    return new Mailbox(this);
  }

  VectorRows features() {
    return features;
  }

  VectorRows memories() {
    return memories;
  }

  int slot(int index) {
    int slot = newest - Objects.checkIndex(index, size);
    return slot < 0 ? slot + times.length : slot;
  }

  /** Slots that are allocated. */
  int room() {
    return times.length;
  }

  /** Makes an empty mailbox one of so many mails, whose fields a layout fills in slot by slot. */
  void restoreSize(int mails) {
    grow(mails);
    size = mails;
    newest = mails - 1;
  }

  /** Fills in one mail while restoring. */
  void restore(int index, String neighbour, long timeMicros) {
    put(slot(index), neighbour, timeMicros);
  }

  private void put(int slot, String neighbour, long timeMicros) {
    neighbours[slot] = neighbour;
    hashes[slot] = neighbour.hashCode();
    times[slot] = timeMicros;
  }

  private int nextSlot() {
    if (size == times.length && size < shape.mails()) {
      grow(Math.min(shape.mails(), Math.max(FIRST_ROOM, 2 * size)));
    }
    newest = newest + 1 == times.length ? 0 : newest + 1;
    size = Math.min(size + 1, times.length);
    return newest;
  }

  /** Makes room for more mails and puts those there are in the order of their times. */
  private void grow(int room) {
    int[] order = new int[size];
    @Nullable String[] moved = new @Nullable String[room];
    int[] movedHashes = new int[room];
    long[] movedTimes = new long[room];
    for (int i = 0; i < size; i++) {
      order[size - 1 - i] = slot(i);
      moved[size - 1 - i] = neighbours[slot(i)];
      movedHashes[size - 1 - i] = hashes[slot(i)];
      movedTimes[size - 1 - i] = times[slot(i)];
    }
    features = features.rearranged(room, order);
    memories = memories.rearranged(room, order);
    neighbours = moved;
    hashes = movedHashes;
    times = movedTimes;
    newest = size - 1;
  }

  /** Equal mails in the same order; where they are in the ring does not matter. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Mailbox that) || !shape.equals(that.shape) || size != that.size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      int a = slot(i);
      int b = that.slot(i);
      if (times[a] != that.times[b]
          || !Objects.equals(neighbours[a], that.neighbours[b])
          || !features.sameRow(a, that.features, b)
          || !memories.sameRow(a, that.memories, b)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = shape.hashCode();
    for (int i = 0; i < size; i++) {
      int slot = slot(i);
      hash = 31 * hash + Objects.hashCode(neighbours[slot]);
      hash = 31 * hash + Long.hashCode(times[slot]);
      hash = 31 * hash + features.hashOfRow(slot);
      hash = 31 * hash + memories.hashOfRow(slot);
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Mailbox[");
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ", ").append(neighbour(i)).append('@').append(timeMicros(i));
    }
    return text.append("; ").append(Arrays.toString(new int[] {size, capacity()})).toString();
  }
}
