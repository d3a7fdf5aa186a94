package io.eddy.model.amp;

import io.eddy.model.ranker.DenseLayer;

/**
 * y = W x + b for one vector. Each column of W is an array of its own, and four are added to y at a
 * time: such loops have no index but their own and hold no sum across iterations, so the JIT
 * compiler turns them into vector instructions, which it does not where columns are parts of one
 * array. Immutable.
 */
final class AffineMap {
  private final int outputs;
  private final float[][] columns;
  private final float[] biases;

  AffineMap(DenseLayer layer) {
    outputs = layer.outputs();
    biases = layer.biases();
    columns = new float[layer.inputs()][outputs];
    for (int j = 0; j < outputs; j++) {
      for (int i = 0; i < columns.length; i++) {
        columns[i][j] = layer.weights()[j * columns.length + i];
      }
    }
  }

  int outputs() {
    return outputs;
  }

  /** y ← W x + b. */
  void apply(float[] x, float[] y) {
    start(y);
    add(x, 0, y);
  }

  /** y ← W [x ‖ z] + b. */
  void apply(float[] x, float[] z, float[] y) {
    start(y);
    add(x, 0, y);
    add(z, x.length, y);
  }

  private void start(float[] y) {
    System.arraycopy(biases, 0, y, 0, outputs);
  }

  /** Adds the product of x and the columns from {@code first} on. */
  private void add(float[] x, int first, float[] y) {
    int i = 0;
    for (; i + 3 < x.length; i += 4) {
      int at = first + i;
      addFour(
          columns[at],
          columns[at + 1],
          columns[at + 2],
          columns[at + 3],
          x[i],
          x[i + 1],
          x[i + 2],
          x[i + 3],
          y,
          outputs);
    }
    for (; i < x.length; i++) {
      addOne(columns[first + i], x[i], y, outputs);
    }
  }

  private static void addFour(
      float[] c0,
      float[] c1,
      float[] c2,
      float[] c3,
      float x0,
      float x1,
      float x2,
      float x3,
      float[] y,
      int outputs) {
    for (int j = 0; j < outputs; j++) {
      y[j] =
          Math.fma(x3, c3[j], Math.fma(x2, c2[j], Math.fma(x1, c1[j], Math.fma(x0, c0[j], y[j]))));
    }
  }

  private static void addOne(float[] column, float x, float[] y, int outputs) {
    for (int j = 0; j < outputs; j++) {
      y[j] = Math.fma(x, column[j], y[j]);
    }
  }
}
