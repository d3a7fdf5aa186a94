package io.eddy.jobs.event;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of the edges topic that is no edge.
 *
 * @param key original key
 * @param value original value
 * @param partition where it was read
 * @param offset where it was read
 * @param reason what is wrong with it
 */
public record Undecodable(
    byte @Nullable [] key, byte @Nullable [] value, int partition, long offset, String reason)
    implements Incoming {

  @Override
  public boolean equals(Object other) {
    return other instanceof Undecodable that
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && partition == that.partition
        && offset == that.offset
        && reason.equals(that.reason);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(key), Arrays.hashCode(value), partition, offset, reason);
  }
}
