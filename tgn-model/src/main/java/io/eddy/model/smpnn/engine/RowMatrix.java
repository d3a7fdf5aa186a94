package io.eddy.model.smpnn.engine;

/**
 * A matrix that a row is multiplied with from the left, y = x·W + b. Each of its rows is an array
 * of its own, and the inner loop runs over outputs with no index but its own, four inputs at once:
 * that is what the JIT compiler turns into vector instructions. Immutable.
 */
final class RowMatrix {
  private static final int INPUTS_AT_ONCE = 4;

  private final int inputs;
  private final int outputs;
  private final float[][] rows;
  private final float[] biases;

  /** A matrix of values inputs × outputs, row-major, with biases. */
  RowMatrix(float[] values, float[] biases) {
    this.outputs = biases.length;
    this.inputs = values.length / outputs;
    this.biases = biases;
    int padded = (inputs + INPUTS_AT_ONCE - 1) / INPUTS_AT_ONCE * INPUTS_AT_ONCE;
    this.rows = new float[padded][outputs];
    for (int i = 0; i < inputs; i++) {
      System.arraycopy(values, i * outputs, rows[i], 0, outputs);
    }
  }

  /** A matrix without biases. */
  static RowMatrix of(float[] values, int outputs) {
    return new RowMatrix(values, new float[outputs]);
  }

  /** Sets y to the biases and adds x·W; x is read from {@code offset} on. */
  void apply(float[] x, int offset, float[] y) {
    System.arraycopy(biases, 0, y, 0, outputs);
    add(x, offset, y);
  }

  /** Adds x·W to y; zeros among the inputs cost next to nothing. */
  void add(float[] x, int offset, float[] y) {
    for (int i = 0; i < inputs; i += INPUTS_AT_ONCE) {
      float x0 = x[offset + i];
      float x1 = i + 1 < inputs ? x[offset + i + 1] : 0;
      float x2 = i + 2 < inputs ? x[offset + i + 2] : 0;
      float x3 = i + 3 < inputs ? x[offset + i + 3] : 0;
      if (x0 != 0 || x1 != 0 || x2 != 0 || x3 != 0) {
        add(rows[i], rows[i + 1], rows[i + 2], rows[i + 3], x0, x1, x2, x3, y, outputs);
      }
    }
  }

  private static void add(
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float x0,
      float x1,
      float x2,
      float x3,
      float[] y,
      int outputs) {
    for (int j = 0; j < outputs; j++) {
      y[j] =
          Math.fma(w3[j], x3, Math.fma(w2[j], x2, Math.fma(w1[j], x1, Math.fma(w0[j], x0, y[j]))));
    }
  }
}
