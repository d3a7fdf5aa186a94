package io.eddy.model.ranker;

import java.util.Arrays;

/**
 * Some consecutive inputs of an affine layer, packed for a batch of rows: x and y are one array an
 * input or output, over the rows. A layer may be cut into several; the first sets y to the biases
 * and each adds its inputs in order, so the cut does not change a single bit.
 *
 * <p>The inner loops run over rows, four inputs and two outputs at a time; they hold no sum across
 * iterations and no index but their own, so the JIT compiler turns them into vector instructions.
 * Longer bodies exceed what it unrolls and come out scalar. Immutable.
 */
final class PackedLayer {
  private static final int INPUTS_AT_ONCE = 4;

  /**
   * Rows are worked on in multiples of this. The compiler takes a loop that was short when it
   * looked for one that stays short, and leaves it scalar: three times slower ever after.
   */
  private static final int ROWS_AT_ONCE = 128;

  private final int outputs;
  private final int stride;
  private final float[] weights;
  private final float[] biases;

  /** The inputs {@code from} to {@code to}, exclusive, of a layer. */
  PackedLayer(DenseLayer layer, int from, int to) {
    this.outputs = layer.outputs();
    this.stride = padded(to - from);
    this.biases = layer.biases();
    this.weights = new float[outputs * stride];
    for (int j = 0; j < outputs; j++) {
      System.arraycopy(layer.weights(), j * layer.inputs() + from, weights, j * stride, to - from);
    }
  }

  /** Arrays that so many inputs need; what is beyond them must stay 0. */
  static int padded(int inputs) {
    return roundUp(inputs, INPUTS_AT_ONCE);
  }

  private static int roundUp(int count, int step) {
    return (count + step - 1) / step * step;
  }

  /** Sets y to the biases in the first rows. */
  void start(float[][] y, int rows) {
    for (int j = 0; j < outputs; j++) {
      Arrays.fill(y[j], 0, rows, biases[j]);
    }
  }

  /** Adds weights · x to y in the first rows; arrays have room for the next multiple of 128. */
  void add(float[][] x, float[][] y, int rows) {
    int worked = roundUp(rows, ROWS_AT_ONCE);
    int paired = outputs - outputs % 2;
    for (int i = 0; i < stride; i += INPUTS_AT_ONCE) {
      for (int j = 0; j < paired; j += 2) {
        int first = j * stride + i;
        addTwo(
            x[i],
            x[i + 1],
            x[i + 2],
            x[i + 3],
            weights,
            first,
            first + stride,
            y[j],
            y[j + 1],
            worked);
      }
      for (int j = paired; j < outputs; j++) {
        addOne(x[i], x[i + 1], x[i + 2], x[i + 3], weights, j * stride + i, y[j], worked);
      }
    }
  }

  /** Sets negative values of y to 0 in the first rows. */
  void relu(float[][] y, int rows) {
    for (int j = 0; j < outputs; j++) {
      float[] column = y[j];
      for (int row = 0; row < rows; row++) {
        column[row] = Math.max(column[row], 0f);
      }
    }
  }

  /** The loop that takes the time; {@code p} and {@code q} index the weights of two outputs. */
  private static void addTwo(
      float[] x0,
      float[] x1,
      float[] x2,
      float[] x3,
      float[] w,
      int p,
      int q,
      float[] y,
      float[] z,
      int rows) {
    float p0 = w[p];
    float p1 = w[p + 1];
    float p2 = w[p + 2];
    float p3 = w[p + 3];
    float q0 = w[q];
    float q1 = w[q + 1];
    float q2 = w[q + 2];
    float q3 = w[q + 3];
    for (int c = 0; c < rows; c++) {
      y[c] =
          Math.fma(p3, x3[c], Math.fma(p2, x2[c], Math.fma(p1, x1[c], Math.fma(p0, x0[c], y[c]))));
      z[c] =
          Math.fma(q3, x3[c], Math.fma(q2, x2[c], Math.fma(q1, x1[c], Math.fma(q0, x0[c], z[c]))));
    }
  }

  private static void addOne(
      float[] x0, float[] x1, float[] x2, float[] x3, float[] w, int p, float[] y, int rows) {
    float p0 = w[p];
    float p1 = w[p + 1];
    float p2 = w[p + 2];
    float p3 = w[p + 3];
    for (int c = 0; c < rows; c++) {
      y[c] =
          Math.fma(p3, x3[c], Math.fma(p2, x2[c], Math.fma(p1, x1[c], Math.fma(p0, x0[c], y[c]))));
    }
  }
}
