package io.eddy.model.smpnn.engine;

import java.util.Arrays;

/**
 * Linear global attention (Wu et al., SGFormer, NeurIPS 2023): with Q̃ = Q/‖Q‖, K̃ = K/‖K‖ in the
 * Frobenius norm and N nodes, Z = (V + Q̃(K̃ᵀV)/N) / (1 + Q̃(K̃ᵀ1)/N), the division row by row. Two
 * passes over the rows; the first leaves no more than H×H numbers behind.
 *
 * <p>The first pass sums up over a fixed number of parts in their order, so the result does not
 * depend on the threads.
 */
final class GlobalAttention {
  private static final int PARTS = 32;

  private final RowMatrix query;
  private final RowMatrix key;
  private final RowMatrix value;
  private final int width;

  GlobalAttention(float[] query, float[] key, float[] value, int width) {
    this.query = RowMatrix.of(query, width);
    this.key = RowMatrix.of(key, width);
    this.value = RowMatrix.of(value, width);
    this.width = width;
  }

  /** What all rows together come to, ready to be asked by each row. */
  Global over(float[][] h, float[] scales, int nodes, Workers workers) {
    Part[] parts = new Part[PARTS];
    workers.each(
        PARTS,
        part -> {
          int from = (int) ((long) nodes * part / PARTS);
          int to = (int) ((long) nodes * (part + 1) / PARTS);
          parts[part] = new Part();
          parts[part].add(h, scales, from, to);
        });
    Part all = new Part();
    Arrays.stream(parts).forEach(all::add);
    return new Global(all, nodes);
  }

  /** Sums over some rows. */
  private final class Part {
    private final float[][] keysValues = new float[width][width];
    private final float[] keys = new float[width];
    private double querySquares;
    private double keySquares;

    void add(float[][] h, float[] scales, int from, int to) {
      float[] row = new float[width];
      float[] q = new float[width];
      float[] k = new float[width];
      float[] v = new float[width];
      for (int node = from; node < to; node++) {
        unscale(h[node], scales[node], row);
        query.apply(row, 0, q);
        key.apply(row, 0, k);
        value.apply(row, 0, v);
        for (int i = 0; i < width; i++) {
          querySquares += (double) q[i] * q[i];
          keySquares += (double) k[i] * k[i];
          keys[i] += k[i];
          addScaled(k[i], v, keysValues[i]);
        }
      }
    }

    void add(Part other) {
      querySquares += other.querySquares;
      keySquares += other.keySquares;
      addScaled(1, other.keys, keys);
      for (int i = 0; i < width; i++) {
        addScaled(1, other.keysValues[i], keysValues[i]);
      }
    }
  }

  /** The second pass; safe for many threads, each with buffers of its own. */
  final class Global {
    private final float[][] keysValues;
    private final float[] keys;

    private Global(Part all, int nodes) {
      double factor = 1 / (Math.sqrt(all.querySquares) * Math.sqrt(all.keySquares) * nodes);
      this.keysValues = all.keysValues;
      this.keys = all.keys;
      float scale = (float) (Double.isFinite(factor) ? factor : 0);
      Arrays.stream(keysValues).forEach(row -> multiply(row, scale));
      multiply(keys, scale);
    }

    /** Adds the attention of a row of h to y. */
    void add(float[] h, float scale, float[] y, float[] row, float[] q, float[] z) {
      unscale(h, scale, row);
      query.apply(row, 0, q);
      value.apply(row, 0, z);
      float divisor = 1;
      for (int i = 0; i < width; i++) {
        divisor += q[i] * keys[i];
        addScaled(q[i], keysValues[i], z);
      }
      addScaled(1 / divisor, z, y);
    }
  }

  /** Rows come multiplied by what their receivers divide by; attention wants them as they are. */
  private void unscale(float[] h, float scale, float[] row) {
    for (int c = 0; c < width; c++) {
      row[c] = h[c] / scale;
    }
  }

  private static void addScaled(float factor, float[] x, float[] y) {
    for (int c = 0; c < y.length; c++) {
      y[c] = Math.fma(factor, x[c], y[c]);
    }
  }

  private static void multiply(float[] x, float factor) {
    for (int c = 0; c < x.length; c++) {
      x[c] *= factor;
    }
  }
}
