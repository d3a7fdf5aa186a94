package io.eddy.model.eddy;

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

  /** How many there are. */
  public int size() {
    return neighbours.length;
  }
}
