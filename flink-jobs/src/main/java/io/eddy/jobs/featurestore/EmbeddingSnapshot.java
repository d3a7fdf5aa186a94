package io.eddy.jobs.featurestore;

import java.util.Arrays;
import java.util.List;

/**
 * The embeddings of one snapshot. Immutable by agreement: the arrays are not changed after
 * construction, so that several stores may write it at the same time.
 *
 * @param info which snapshot
 * @param nodes external ids, each once
 * @param vectors row i is the embedding of node i; {@code nodes × dimension}, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; a copy would be the whole snapshot.
public record EmbeddingSnapshot(SnapshotInfo info, List<String> nodes, float[] vectors) {

  public EmbeddingSnapshot {
    if (nodes.size() != info.nodes() || (long) info.nodes() * info.dimension() != vectors.length) {
      throw new IllegalArgumentException(
          "%s of dimension %d with %d ids and %d components; expected %d and %d"
              .formatted(
                  info,
                  info.dimension(),
                  nodes.size(),
                  vectors.length,
                  info.nodes(),
                  (long) info.nodes() * info.dimension()));
    }
  }

  /** Embedding of the i-th node; a copy. */
  public float[] vector(int i) {
    return Arrays.copyOfRange(vectors, i * info.dimension(), (i + 1) * info.dimension());
  }

  /** One node with its embedding. */
  public Embedding embedding(int i) {
    return new Embedding(nodes.get(i), vector(i), info.id(), info.timeMicros(), info.model());
  }

  /**
   * The rows for which {@code kept} is true, under the same id and time.
   *
   * @param kept one element a node
   */
  public EmbeddingSnapshot only(boolean[] kept) {
    int count = 0;
    for (boolean keep : kept) {
      count += keep ? 1 : 0;
    }
    int dimension = info.dimension();
    String[] ids = new String[count];
    float[] rows = new float[Math.multiplyExact(count, dimension)];
    int next = 0;
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        ids[next] = nodes.get(i);
        System.arraycopy(vectors, i * dimension, rows, next * dimension, dimension);
        next++;
      }
    }
    return new EmbeddingSnapshot(info.withNodes(count), List.of(ids), rows);
  }
}
