package io.eddy.jobs.event;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of the edges topic that is no edge.
 *
 * @param key original key
 * @param value original value
 * @param headers original headers, in their order
 * @param partition where it was read
 * @param offset where it was read
 * @param reason what is wrong with it
 */
public record Undecodable(
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers,
    int partition,
    long offset,
    String reason)
    implements Incoming {

  /** A header of the record; a name may be there more than once. */
  public record Header(String name, byte @Nullable [] value) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Header that
          && name.equals(that.name)
          && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, Arrays.hashCode(value));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Undecodable that
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && headers.equals(that.headers)
        && partition == that.partition
        && offset == that.offset
        && reason.equals(that.reason);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        Arrays.hashCode(key), Arrays.hashCode(value), headers, partition, offset, reason);
  }
}
