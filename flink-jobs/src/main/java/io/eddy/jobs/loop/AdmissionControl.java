package io.eddy.jobs.loop;

import java.util.BitSet;

/**
 * Decides whether a head may take another source record: not from the moment the messages in flight
 * reach the high-water mark until they fall to the low-water mark.
 *
 * <p>It must not keep a head from a checkpoint's barrier for which another head waits. A head that
 * has sent the barrier is not heard until the others have sent it too, because the tails align; a
 * head that waited for its messages before taking the barrier would wait for ever. So from the
 * notice that a head will send the barrier until the notice behind that barrier, all is admitted:
 * no more than the records in the network's buffers.
 */
final class AdmissionControl {
  private final long low;
  private final long high;
  private final BitSet unheard = new BitSet();
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
    return !closed || !unheard.isEmpty();
  }

  /** A head will send a barrier, or one that it has sent has been aligned. */
  void barrier(int head, boolean aligned) {
    unheard.set(head, !aligned);
  }
}
