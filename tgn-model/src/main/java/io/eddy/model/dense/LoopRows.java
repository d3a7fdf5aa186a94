package io.eddy.model.dense;

/**
 * An affine map in plain loops. Weights lie by input, so the inner loop runs over outputs and the
 * JIT compiler turns it into vector instructions; four rows share each load of weights, and of
 * fewer rows each goes through four inputs at a time. Longer loop bodies than these come out
 * scalar.
 */
final class LoopRows extends DenseRows {
  private static final int ROWS_AT_ONCE = 4;
  private static final int INPUTS_AT_ONCE = 4;

  /** By input, a multiple of four of them: the last ones may be zeros. */
  private final float[][] weights;

  private final float[] biases;

  LoopRows(double[][] weights, double[] biases) {
    super(weights[0].length, weights.length);
    int inputs = inputs();
    int outputs = outputs();
    this.weights = new float[-Math.floorDiv(-inputs, INPUTS_AT_ONCE) * INPUTS_AT_ONCE][outputs];
    this.biases = new float[outputs];
    for (int o = 0; o < outputs; o++) {
      this.biases[o] = (float) biases[o];
      for (int i = 0; i < inputs; i++) {
        this.weights[i][o] = (float) weights[o][i];
      }
    }
  }

  @Override
  public void apply(float[][] x, float[][] y, int rows) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(biases, 0, y[row], 0, biases.length);
    }
    add(x, y, rows);
  }

  private void add(float[][] x, float[][] y, int rows) {
    int together = rows - rows % ROWS_AT_ONCE;
    for (int i = 0; i < weights.length; i += 2) {
      for (int row = 0; row < together; row += ROWS_AT_ONCE) {
        addFour(
            weights[i],
            weights[i + 1],
            value(x[row], i),
            value(x[row], i + 1),
            value(x[row + 1], i),
            value(x[row + 1], i + 1),
            value(x[row + 2], i),
            value(x[row + 2], i + 1),
            value(x[row + 3], i),
            value(x[row + 3], i + 1),
            y[row],
            y[row + 1],
            y[row + 2],
            y[row + 3],
            biases.length);
      }
    }
    for (int i = 0; i < weights.length; i += INPUTS_AT_ONCE) {
      for (int row = together; row < rows; row++) {
        addOne(
            weights[i],
            weights[i + 1],
            weights[i + 2],
            weights[i + 3],
            value(x[row], i),
            value(x[row], i + 1),
            value(x[row], i + 2),
            value(x[row], i + 3),
            y[row],
            biases.length);
      }
    }
  }

  private float value(float[] x, int i) {
    return i < inputs() ? x[i] : 0;
  }

  private static void addFour(
      float[] v,
      float[] w,
      float a,
      float a1,
      float b,
      float b1,
      float c,
      float c1,
      float d,
      float d1,
      float[] p,
      float[] q,
      float[] r,
      float[] s,
      int count) {
    for (int o = 0; o < count; o++) {
      float first = v[o];
      float next = w[o];
      p[o] = Math.fma(next, a1, Math.fma(first, a, p[o]));
      q[o] = Math.fma(next, b1, Math.fma(first, b, q[o]));
      r[o] = Math.fma(next, c1, Math.fma(first, c, r[o]));
      s[o] = Math.fma(next, d1, Math.fma(first, d, s[o]));
    }
  }

  private static void addOne(
      float[] u,
      float[] v,
      float[] w,
      float[] z,
      float a,
      float b,
      float c,
      float d,
      float[] y,
      int count) {
    for (int o = 0; o < count; o++) {
      y[o] = Math.fma(z[o], d, Math.fma(w[o], c, Math.fma(v[o], b, Math.fma(u[o], a, y[o]))));
    }
  }
}
