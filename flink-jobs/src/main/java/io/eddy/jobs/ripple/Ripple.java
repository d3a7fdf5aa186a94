package io.eddy.jobs.ripple;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one node tells another outside the visits of an event. Vectors are shared, not to be
 * changed.
 */
public sealed interface Ripple {

  /** The sender. */
  String from();

  /**
   * The sender's memory is now this.
   *
   * @param from the sender
   * @param memory D components
   */
  @SuppressWarnings("ArrayRecordComponent") // A list would box every component; equals is below.
  record Refresh(String from, float[] memory) implements Ripple {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Refresh that
          && from.equals(that.from)
          && Arrays.equals(memory, that.memory);
    }

    @Override
    public int hashCode() {
      return 31 * from.hashCode() + Arrays.hashCode(memory);
    }
  }

  /**
   * A message of a wave; it refreshes as well.
   *
   * @param from the sender
   * @param hop 1 for a message of a node of the event, then 2, 3, …
   * @param memory the sender's memory, D components
   * @param said what the sender says, M values
   */
  @SuppressWarnings("ArrayRecordComponent") // As above.
  record Wave(String from, int hop, float[] memory, float[] said) implements Ripple {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Wave that
          && from.equals(that.from)
          && hop == that.hop
          && Arrays.equals(memory, that.memory)
          && Arrays.equals(said, that.said);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * from.hashCode() + hop) + Arrays.hashCode(memory);
    }
  }

  /**
   * A mail of the receiver was displaced at the sender.
   *
   * @param from the sender
   */
  record Displaced(String from) implements Ripple {}
}
