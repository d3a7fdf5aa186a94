package io.eddy.model.smpnn.engine;

import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.CsrGraph;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Aggregates the rows of a node's neighbours. R is never laid out: the degrees enter as a factor of
 * each sender's row, applied when it is written ({@link #senderScale}), and one of the receiver's,
 * so the only memory that grows with edges is the adjacency itself.
 *
 * <p>Every row is an array of its own, since the JIT compiler leaves a loop over an array with an
 * offset scalar; and four senders are read at a time, so that the cache misses of their rows
 * overlap. Safe for many threads as long as the graph is open.
 */
final class Neighbours {
  private static final int AT_ONCE = 4;

  private final CsrGraph graph;
  private final Aggregation aggregation;
  private final IntBuffer offsets;
  private final IntBuffer columns;
  private final FloatBuffer weights;

  Neighbours(CsrGraph graph, Aggregation aggregation) {
    this.graph = graph;
    this.aggregation = aggregation;
    this.offsets = graph.offsets();
    this.columns = graph.columns();
    this.weights = graph.weights();
  }

  /** What a sender's row must be multiplied by before {@link #aggregate} reads it. */
  float senderScale(int node) {
    return aggregation == Aggregation.SYMMETRIC ? inverseRoot(node) : 1;
  }

  /** Sets y to row {@code node} of R·X, where x are the scaled rows, {@code width} wide. */
  void aggregate(int node, float[][] x, int width, float[] y) {
    Arrays.fill(y, 0, width, 0);
    if (aggregation == Aggregation.MAX) {
      maximum(node, x, width, y);
      return;
    }
    sum(node, x, width, y);
    if (aggregation == Aggregation.SYMMETRIC) {
      add(x[node], 1, y, width);
      scale(inverseRoot(node), y, width);
    } else if (aggregation == Aggregation.MEAN && graph.degree(node) > 0) {
      scale(1 / graph.degree(node), y, width);
    }
  }

  private float inverseRoot(int node) {
    return (float) (1 / Math.sqrt(1.0 + graph.degree(node)));
  }

  private void sum(int node, float[][] x, int width, float[] y) {
    int entry = offsets.get(node);
    int end = offsets.get(node + 1);
    for (; entry + AT_ONCE <= end; entry += AT_ONCE) {
      addFour(
          x[columns.get(entry)],
          x[columns.get(entry + 1)],
          x[columns.get(entry + 2)],
          x[columns.get(entry + 3)],
          weights.get(entry),
          weights.get(entry + 1),
          weights.get(entry + 2),
          weights.get(entry + 3),
          y,
          width);
    }
    for (; entry < end; entry++) {
      add(x[columns.get(entry)], weights.get(entry), y, width);
    }
  }

  private void maximum(int node, float[][] x, int width, float[] y) {
    int from = offsets.get(node);
    int end = offsets.get(node + 1);
    for (int entry = from; entry < end; entry++) {
      float[] row = x[columns.get(entry)];
      if (entry == from) {
        System.arraycopy(row, 0, y, 0, width);
      }
      for (int c = 0; c < width; c++) {
        y[c] = Math.max(y[c], row[c]);
      }
    }
  }

  private static void addFour(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float wa,
      float wb,
      float wc,
      float wd,
      float[] y,
      int width) {
    for (int i = 0; i < width; i++) {
      y[i] = Math.fma(wd, d[i], Math.fma(wc, c[i], Math.fma(wb, b[i], Math.fma(wa, a[i], y[i]))));
    }
  }

  private static void add(float[] row, float weight, float[] y, int width) {
    for (int i = 0; i < width; i++) {
      y[i] = Math.fma(weight, row[i], y[i]);
    }
  }

  private static void scale(float factor, float[] y, int width) {
    for (int i = 0; i < width; i++) {
      y[i] *= factor;
    }
  }
}
