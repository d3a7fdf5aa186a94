package io.eddy.jobs.snapshot;

import java.io.Serializable;

/**
 * The moments at which snapshots are due: the multiples of an interval since 1970. A snapshot's
 * number is which multiple it is, so every subtask and every replay gives it the same.
 *
 * @param intervalMillis above 0
 */
record Ticks(long intervalMillis) implements Serializable {
  /** No tick yet. */
  static final long NONE = Long.MIN_VALUE;

  /** The first tick after a moment; milliseconds. */
  long after(long millis) {
    return (Math.floorDiv(millis, intervalMillis) + 1) * intervalMillis;
  }

  /** The first tick at or after a moment. */
  long atOrAfter(long millis) {
    return after(millis - 1);
  }

  /** The last tick at or before a moment. */
  long atOrBefore(long millis) {
    return Math.floorDiv(millis, intervalMillis) * intervalMillis;
  }

  /** Number of the snapshot that is due at a tick. */
  long number(long tickMillis) {
    return Math.floorDiv(tickMillis, intervalMillis);
  }
}
