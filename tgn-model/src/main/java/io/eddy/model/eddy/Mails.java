package io.eddy.model.eddy;

import io.eddy.memory.node.Mailbox;

/**
 * The mails that a source has before an event, newest first: with whom its latest events were,
 * whichever way they went.
 *
 * @param neighbours the other ends; shared, not to be changed
 * @param elapsedSeconds from each mail to the event; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Read by index at every query; nobody compares two.
public record Mails(String[] neighbours, float[] elapsedSeconds) {
  /** Nobody wrote. */
  public static final Mails NONE = new Mails(new String[0], new float[0]);

  /** Checks that there is a time for every neighbour. */
  public Mails {
    if (neighbours.length != elapsedSeconds.length) {
      throw new IllegalArgumentException(
          "%d neighbours and %d times of mails"
              .formatted(neighbours.length, elapsedSeconds.length));
    }
  }

  /** Those of a mailbox from strictly before a time, as an embedding sees them. */
  public static Mails before(long timeMicros, Mailbox mailbox) {
    int first = mailbox.firstBefore(timeMicros);
    String[] neighbours = new String[mailbox.size() - first];
    float[] elapsed = new float[neighbours.length];
    for (int i = 0; i < neighbours.length; i++) {
      neighbours[i] = mailbox.neighbour(first + i);
      elapsed[i] = seconds(timeMicros - mailbox.timeMicros(first + i));
    }
    return new Mails(neighbours, elapsed);
  }

  /** Seconds of a number of microseconds. */
  static float seconds(long micros) {
    return (float) (micros / 1e6);
  }

  /** How many there are. */
  public int size() {
    return neighbours.length;
  }
}
