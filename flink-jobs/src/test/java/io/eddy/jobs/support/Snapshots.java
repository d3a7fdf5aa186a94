package io.eddy.jobs.support;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Snapshots for tests. */
public final class Snapshots {
  private static final long START_MICROS = 1_700_000_000_123_000L;
  private static final long DAY_MICROS = 86_400_000_000L;

  private Snapshots() {}

  /** Seeded vectors of nodes {@code u0, u1, …}; snapshot k has the time of day k. */
  public static EmbeddingSnapshot of(long id, int nodes, int dimension) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      ids.add("u" + i);
    }
    return of(id, ids, dimension);
  }

  public static EmbeddingSnapshot of(long id, List<String> ids, int dimension) {
    Random random = new Random(id);
    float[] vectors = new float[ids.size() * dimension];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) random.nextGaussian();
    }
    SnapshotInfo info =
        new SnapshotInfo(id, START_MICROS + id * DAY_MICROS, "smpnn 1.0", dimension, ids.size());
    return new EmbeddingSnapshot(info, List.copyOf(ids), vectors);
  }
}
