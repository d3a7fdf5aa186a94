package io.eddy.model.tgn.eval;

/**
 * Yes or no for some events of a stream, and from when on it is known.
 *
 * @param values for each event 1, 0, or −1 where there is no label
 * @param knownMicros for each event the event time from which its label may be used
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of a stream; nobody compares two.
public record EdgeLabels(byte[] values, long[] knownMicros) {
  private static final byte NONE = -1;

  /** Checks that the columns are of one length and hold labels. */
  public EdgeLabels {
    if (values.length != knownMicros.length) {
      throw new IllegalArgumentException(
          "%d labels with %d times".formatted(values.length, knownMicros.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] < NONE || values[i] > 1) {
        throw new IllegalArgumentException(
            "label %d of event %d; expected 1, 0 or -1".formatted(values[i], i));
      }
    }
  }

  /** Whether an event has a label. */
  public boolean has(int event) {
    return values[event] != NONE;
  }

  /** Whether an event's label is there and known at a time. */
  public boolean knownAt(int event, double micros) {
    return has(event) && knownMicros[event] <= micros;
  }

  /** Whether an event with a label is a yes. */
  public boolean positive(int event) {
    return values[event] == 1;
  }
}
