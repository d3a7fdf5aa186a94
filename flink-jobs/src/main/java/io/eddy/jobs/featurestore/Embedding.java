package io.eddy.jobs.featurestore;

import java.util.Arrays;
import java.util.Objects;

/**
 * One node's embedding as a store gives it back.
 *
 * @param node external id
 * @param vector the embedding; not changed after construction
 * @param snapshotId snapshot it comes from
 * @param timeMicros event time of that snapshot, microseconds since 1970
 * @param model name and version of the model
 */
public record Embedding(
    String node, float[] vector, long snapshotId, long timeMicros, String model) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that
        && node.equals(that.node)
        && Arrays.equals(vector, that.vector)
        && snapshotId == that.snapshotId
        && timeMicros == that.timeMicros
        && model.equals(that.model);
  }

  @Override
  public int hashCode() {
    return Objects.hash(node, Arrays.hashCode(vector), snapshotId, timeMicros, model);
  }

  @Override
  public String toString() {
    return "%s@%d/%d/%s%s".formatted(node, snapshotId, timeMicros, model, Arrays.toString(vector));
  }
}
