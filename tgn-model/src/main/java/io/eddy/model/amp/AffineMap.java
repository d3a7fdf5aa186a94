package io.eddy.model.amp;

import io.eddy.model.ranker.DenseLayer;

/**
 * y = W x + b for one vector, with W kept by columns: the inner loop adds a column to y, which the
 * JIT compiler turns into vector instructions; a sum along a row it would not. Immutable.
 */
final class AffineMap {
  private final int inputs;
  private final int outputs;
  private final float[] columns;
  private final float[] biases;

  AffineMap(DenseLayer layer) {
    inputs = layer.inputs();
    outputs = layer.outputs();
    biases = layer.biases();
    columns = new float[inputs * outputs];
    for (int j = 0; j < outputs; j++) {
      for (int i = 0; i < inputs; i++) {
        columns[i * outputs + j] = layer.weights()[j * inputs + i];
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
    for (int i = 0; i < x.length; i++) {
      addColumn(columns, (first + i) * outputs, x[i], y, outputs);
    }
  }

  private static void addColumn(float[] columns, int at, float factor, float[] y, int outputs) {
    for (int j = 0; j < outputs; j++) {
      y[j] = Math.fma(factor, columns[at + j], y[j]);
    }
  }
}
