package io.eddy.memory.node;

import org.jspecify.annotations.Nullable;

/**
 * The neural state of one node: its memory vector, the time of the last event that changed it, how
 * often it was changed, and its mailbox. A new node has the zero vector and no time.
 *
 * <p>The time never moves backwards: an update behind the last one changes the vector and keeps the
 * time. Vectors are copied in and out, but for those that the mailbox is told. Not thread-safe.
 */
public final class NeuralMemory {
  private final MemoryShape shape;
  private final VectorRows vector;
  private final Mailbox mailbox;
  private long lastUpdateMicros;
  private long updates;
  private int mark;

  /** A node before its first event. */
  public NeuralMemory(MemoryShape shape) {
    this.shape = shape;
    vector = new VectorRows(shape.memory(), shape.memories(), 1);
    mailbox = new Mailbox(shape);
  }

  NeuralMemory(
      MemoryShape shape, VectorRows vector, Mailbox mailbox, long lastUpdateMicros, long updates) {
    this.shape = shape;
    this.vector = vector;
    this.mailbox = mailbox;
    this.lastUpdateMicros = lastUpdateMicros;
    this.updates = updates;
  }

  /** The dimensions. */
  public MemoryShape shape() {
    return shape;
  }

  /**
   * Replaces the memory.
   *
   * @param memory D components, copied
   * @param timeMicros event time of what changed it
   * @return whether the time was behind the last update, which then stays the last
   * @throws IllegalArgumentException if a component is not finite
   */
  public boolean update(float[] memory, long timeMicros) {
    VectorRows.requireFinite("a memory", memory, shape.memory());
    boolean clamped = updates > 0 && timeMicros < lastUpdateMicros;
    vector.write(0, memory);
    lastUpdateMicros = clamped ? lastUpdateMicros : timeMicros;
    updates++;
    return clamped;
  }

  /**
   * Replaces the memory because of a neighbour's event. Time and number of updates stay: they are
   * of the node's own events.
   *
   * @param memory D components, copied
   * @throws IllegalArgumentException if a component is not finite
   */
  public void adjust(float[] memory) {
    VectorRows.requireFinite("a memory", memory, shape.memory());
    vector.write(0, memory);
  }

  /** Copies the D components of the memory out. */
  public void readMemory(float[] into, int at) {
    vector.read(0, into, at);
  }

  /** The D components of the memory, in an array of the caller's. */
  public float[] memory() {
    float[] memory = new float[shape.memory()];
    readMemory(memory, 0);
    return memory;
  }

  /** The mails. */
  public Mailbox mailbox() {
    return mailbox;
  }

  /** How many updates there were; 0 for a new node. */
  public long updates() {
    return updates;
  }

  /** Event time of the last update, microseconds; 0 for a new node. */
  public long lastUpdateMicros() {
    return lastUpdateMicros;
  }

  /**
   * Δt: microseconds from the last update to a time, 0 if the time is before it.
   *
   * @param originMicros from where it counts for a new node; TGN's reference has time 0 there
   */
  public long sinceUpdate(long timeMicros, long originMicros) {
    return Math.max(0, timeMicros - (updates > 0 ? lastUpdateMicros : originMicros));
  }

  /** The newest time of anything the node keeps; {@link Long#MIN_VALUE} for a new node. */
  public long lastSeenMicros() {
    long seen = updates > 0 ? lastUpdateMicros : Long.MIN_VALUE;
    return mailbox.size() > 0 ? Math.max(seen, mailbox.timeMicros(0)) : seen;
  }

  /** One that changes by itself; vectors are copied when either side writes them. */
  public NeuralMemory copy() {
    return new NeuralMemory(shape, vector.copy(), mailbox.copy(), lastUpdateMicros, updates);
  }

  /** What {@link #mark(int)} has set, 0 at first. */
  public int mark() {
    return mark;
  }

  /**
   * Sets a number by which whoever computes with this memory knows it again for as long as that
   * takes; 0 behind that. No part of the state: neither copied, nor written, nor compared.
   */
  public void mark(int number) {
    mark = number;
  }

  VectorRows vector() {
    return vector;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NeuralMemory that
        && shape.equals(that.shape)
        && updates == that.updates
        && lastUpdateMicros == that.lastUpdateMicros
        && vector.equals(that.vector)
        && mailbox.equals(that.mailbox);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * vector.hashCode() + Long.hashCode(lastUpdateMicros)) + mailbox.hashCode();
  }

  @Override
  public String toString() {
    return "NeuralMemory[%d updates, last %d, %s]".formatted(updates, lastUpdateMicros, mailbox);
  }
}
