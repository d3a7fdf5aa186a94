package io.eddy.model.smpnn.engine;

import io.eddy.model.dense.Buffers;
import io.eddy.model.dense.DenseRows;
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

  private final DenseRows query;
  private final DenseRows key;
  private final DenseRows value;
  private final int width;

  GlobalAttention(DenseRows query, DenseRows key, DenseRows value) {
    this.query = query;
    this.key = key;
    this.value = value;
    this.width = query.outputs();
  }

  /** What all rows together come to, ready to be asked by each row. */
  Global over(NodeRows h, float[] scales, int nodes, Workers workers) {
    Part[] parts = new Part[PARTS];
    workers.each(
        PARTS,
        part -> {
          int from = (int) ((long) nodes * part / PARTS);
          int to = (int) ((long) nodes * (part + 1) / PARTS);
          Scratch scratch = new Scratch(width);
          parts[part] = new Part();
          for (int node = from; node < to; node += EngineLayer.ROWS) {
            parts[part].add(h, scales, node, Math.min(to, node + EngineLayer.ROWS), scratch);
          }
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

    void add(NodeRows h, float[] scales, int from, int to, Scratch scratch) {
      int count = to - from;
      float[][] q = scratch.queries.rows(count);
      float[][] k = scratch.keys.rows(count);
      float[][] v = scratch.values.rows(count);
      float[][] rows = unscaled(h, scales, from, to, scratch);
      query.apply(rows, q, count);
      key.apply(rows, k, count);
      value.apply(rows, v, count);
      for (int row = 0; row < count; row++) {
        for (int i = 0; i < width; i++) {
          querySquares += (double) q[row][i] * q[row][i];
          keySquares += (double) k[row][i] * k[row][i];
          keys[i] += k[row][i];
          addScaled(k[row][i], v[row], keysValues[i]);
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

    /** Adds the attention of the rows [from, to) of h to y. */
    void add(NodeRows h, float[] scales, int from, int to, float[][] y, Scratch scratch) {
      int count = to - from;
      float[][] q = scratch.queries.rows(count);
      float[][] z = scratch.values.rows(count);
      float[][] rows = unscaled(h, scales, from, to, scratch);
      query.apply(rows, q, count);
      value.apply(rows, z, count);
      for (int row = 0; row < count; row++) {
        float divisor = 1;
        for (int i = 0; i < width; i++) {
          divisor += q[row][i] * keys[i];
          addScaled(q[row][i], keysValues[i], z[row]);
        }
        addScaled(1 / divisor, z[row], y[row]);
      }
    }
  }

  /** Rows come multiplied by what their receivers divide by; attention wants them as they are. */
  private float[][] unscaled(NodeRows h, float[] scales, int from, int to, Scratch scratch) {
    float[][] rows = scratch.rows.rows(to - from);
    for (int node = from; node < to; node++) {
      float[] row = rows[node - from];
      h.get(node, row);
      for (int c = 0; c < width; c++) {
        row[c] /= scales[node];
      }
    }
    return rows;
  }

  /** y ← y + factor·x in the columns of the attention; rows may be padded. */
  private void addScaled(float factor, float[] x, float[] y) {
    for (int c = 0; c < width; c++) {
      y[c] = Math.fma(factor, x[c], y[c]);
    }
  }

  private static void multiply(float[] x, float factor) {
    for (int c = 0; c < x.length; c++) {
      x[c] *= factor;
    }
  }

  /** Buffers of one thread. */
  static final class Scratch {
    private final Buffers rows;
    private final Buffers queries;
    private final Buffers keys;
    private final Buffers values;

    Scratch(int width) {
      this.rows = new Buffers(width);
      this.queries = Buffers.forOutputs(width);
      this.keys = Buffers.forOutputs(width);
      this.values = Buffers.forOutputs(width);
    }
  }
}
