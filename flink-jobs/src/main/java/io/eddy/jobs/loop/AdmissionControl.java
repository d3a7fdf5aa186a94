package io.eddy.jobs.loop;

/**
 * Decides whether a head may take another source record: not from the moment the messages in flight
 * reach the high-water mark until they fall to the low-water mark.
 */
final class AdmissionControl {
  private final long low;
  private final long high;
  private boolean closed;

  /**
   * An open gate.
   *
   * @throws IllegalArgumentException unless 0 ≤ low &lt; high
   */
  AdmissionControl(long low, long high) {
    if (low < 0 || low >= high) {
      throw new IllegalArgumentException(
          "low-water mark %d, high-water mark %d; expected 0 <= low < high".formatted(low, high));
    }
    this.low = low;
    this.high = high;
  }

  /** Whether a source record may come in while so many messages are in flight. */
  boolean admits(long inFlight) {
    if (inFlight >= high) {
      closed = true;
    } else if (inFlight <= low) {
      closed = false;
    }
    return !closed;
  }
}
