package io.eddy.jobs.examples.amp;

import java.util.Arrays;

/**
 * What a node tells each of its neighbours.
 *
 * @param values M of them; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every value; equals is below.
public record AmpMessage(float[] values) {
  @Override
  public boolean equals(Object other) {
    return other instanceof AmpMessage message && Arrays.equals(values, message.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "AmpMessage" + Arrays.toString(values);
  }
}
