package io.eddy.jobs.memory;

import org.jspecify.annotations.Nullable;

/**
 * What the throttle keeps of a node: when its memory was published last, how far it has moved
 * since, and the newest one while that waits for the interval to pass. Changes in place; a copy
 * shares the room for the memory that waits until either side takes another one. Not thread-safe.
 */
final class Published {
  private long timeMicros;
  private double path;
  private boolean holds;
  private @Nullable HeldMemory room;
  private boolean shared;

  /**
   * A node whose memory was published.
   *
   * @param timeMicros event time of the memory that was published last
   * @param path how far the memory has moved since
   * @param held the newest memory, while it waits; else null
   */
  Published(long timeMicros, double path, @Nullable MemoryUpdate held) {
    this.timeMicros = timeMicros;
    this.path = path;
    if (held != null) {
      hold(held);
    }
  }

  private Published(Published from) {
    timeMicros = from.timeMicros;
    path = from.path;
    holds = from.holds;
    room = from.room;
    shared = true;
  }

  long timeMicros() {
    return timeMicros;
  }

  double path() {
    return path;
  }

  /** The memory that waits; null if none does. */
  @Nullable HeldMemory held() {
    return holds ? room : null;
  }

  /** A memory is published. */
  void publish(long atMicros) {
    timeMicros = atMicros;
    path = 0;
    holds = false;
  }

  /** The memory has moved, and waits no longer. */
  void move(double newPath) {
    path = newPath;
    holds = false;
  }

  /** A memory waits, instead of any before it. */
  void hold(MemoryUpdate update) {
    if (room == null || shared) {
      room = new HeldMemory();
      shared = false;
    }
    room.take(update);
    holds = true;
  }

  Published copy() {
    shared = true;
    return new Published(this);
  }
}
