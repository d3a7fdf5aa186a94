package io.eddy.jobs.delivery;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes of a snapshot a store has to get: those whose embedding differs from the one written
 * last, and those that would expire before they are looked at again. A copy of what was written is
 * kept of the nodes of the latest snapshot, so a store that has just been opened, or has lost what
 * it had, gets every node once. One thread.
 */
final class ChangedRows {
  /** What a store has of a node. */
  private record Written(float[] vector, long millis) {}

  private final float tolerance;
  private final long freshMillis;
  private final LongSupplier clock;
  private final Map<String, Written> written = new HashMap<>();

  /**
   * Knows of nothing written.
   *
   * @param tolerance by how much a component must differ
   * @param ttl how long the store keeps a node; zero for ever
   * @param clock milliseconds
   */
  ChangedRows(double tolerance, Duration ttl, LongSupplier clock) {
    this.tolerance = (float) tolerance;
    this.freshMillis = ttl.isZero() ? Long.MAX_VALUE : ttl.toMillis() / 2;
    this.clock = clock;
  }

  /** The snapshot less the nodes that the store has as they are. */
  EmbeddingSnapshot of(EmbeddingSnapshot snapshot) {
    written.keySet().retainAll(Set.copyOf(snapshot.nodes()));
    boolean[] kept = new boolean[snapshot.info().nodes()];
    long now = clock.getAsLong();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = isDue(written.get(snapshot.nodes().get(i)), snapshot, i, now);
    }
    return snapshot.only(kept);
  }

  /** Says that the store has these rows now. */
  void wrote(EmbeddingSnapshot rows) {
    long now = clock.getAsLong();
    for (int i = 0; i < rows.info().nodes(); i++) {
      written.put(rows.nodes().get(i), new Written(rows.vector(i), now));
    }
  }

  /** Says that the store has no longer what was written. */
  void forget() {
    written.clear();
  }

  private boolean isDue(@Nullable Written last, EmbeddingSnapshot snapshot, int row, long now) {
    int dimension = snapshot.info().dimension();
    if (last == null || last.vector().length != dimension || now - last.millis() >= freshMillis) {
      return true;
    }
    for (int k = 0; k < dimension; k++) {
      float difference = snapshot.vectors()[row * dimension + k] - last.vector()[k];
      if (!(Math.abs(difference) <= tolerance)) {
        return true;
      }
    }
    return false;
  }
}
