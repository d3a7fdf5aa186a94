package io.eddy.model.smpnn.engine;

import io.eddy.model.smpnn.graph.CsrGraph;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Sums in plain loops. Rows are copied to arrays of their own first, four at a time: the JIT
 * compiler leaves a loop over an array with an offset scalar, which costs more than the copy, and
 * the cache misses of four rows overlap.
 */
final class LoopSums extends RowSums {
  private static final int AT_ONCE = 4;

  private final IntBuffer columns;
  private final FloatBuffer weights;
  private final NodeRows rows;
  private final float[] a;
  private final float[] b;
  private final float[] c;
  private final float[] d;

  LoopSums(CsrGraph graph, NodeRows rows) {
    this.columns = graph.columns();
    this.weights = graph.weights();
    this.rows = rows;
    this.a = new float[rows.width()];
    this.b = new float[rows.width()];
    this.c = new float[rows.width()];
    this.d = new float[rows.width()];
  }

  @Override
  void sum(int from, int end, int own, float factor, float[] y) {
    int width = rows.width();
    Arrays.fill(y, 0, width, 0);
    int entry = from;
    for (; entry + AT_ONCE <= end; entry += AT_ONCE) {
      rows.get(columns.get(entry), a);
      rows.get(columns.get(entry + 1), b);
      rows.get(columns.get(entry + 2), c);
      rows.get(columns.get(entry + 3), d);
      float wa = weights.get(entry);
      float wb = weights.get(entry + 1);
      float wc = weights.get(entry + 2);
      float wd = weights.get(entry + 3);
      addFour(a, b, c, d, wa, wb, wc, wd, y, width);
    }
    for (; entry < end; entry++) {
      rows.get(columns.get(entry), a);
      add(a, weights.get(entry), y, width);
    }
    if (own != NONE) {
      rows.get(own, a);
      add(a, 1, y, width);
    }
    scale(factor, y, width);
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
