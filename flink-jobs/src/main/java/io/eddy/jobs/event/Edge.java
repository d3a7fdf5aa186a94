package io.eddy.jobs.event;

import java.util.Arrays;
import java.util.Objects;

/**
 * An edge event inside the job.
 *
 * @param ref which event it is
 * @param features edge features; the array is not changed after construction
 * @param type kind of edge, empty where there is one kind
 */
public record Edge(EdgeRef ref, float[] features, String type) implements Incoming {

  @Override
  public boolean equals(Object other) {
    return other instanceof Edge that
        && ref.equals(that.ref)
        && type.equals(that.type)
        && Arrays.equals(features, that.features);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ref, type, Arrays.hashCode(features));
  }
}
