package io.eddy.model.dense;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * An affine map by the Vector API. Weights lie in panels, one vector of outputs wide and all inputs
 * long; a panel goes over eight rows at a time, whose sums stay in registers. More sums than eight
 * in a method are no longer kept there by the JIT compiler.
 */
final class PanelRows extends DenseRows {
  private static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() <= LANES
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;
  private static final int WIDTH = SPECIES.length();

  /** Rows of {@link #eight}. */
  private static final int MOST = 8;

  /** Rows of {@link #four}. */
  private static final int FEW = 4;

  /** Panels, of each the inputs in order, of each {@link #WIDTH} outputs; zeros behind the last. */
  private final float[] weights;

  /** As wide as the panels together. */
  private final float[] biases;

  PanelRows(double[][] weights, double[] biases) {
    super(weights[0].length, weights.length);
    int inputs = inputs();
    int panels = -Math.floorDiv(-outputs(), WIDTH);
    this.weights = new float[panels * inputs * WIDTH];
    this.biases = new float[panels * WIDTH];
    for (int o = 0; o < outputs(); o++) {
      this.biases[o] = (float) biases[o];
      for (int i = 0; i < inputs; i++) {
        this.weights[(o / WIDTH * inputs + i) * WIDTH + o % WIDTH] = (float) weights[o][i];
      }
    }
  }

  @Override
  public void apply(float[][] x, float[][] y, int rows) {
    int inputs = inputs();
    int whole = rows / MOST * MOST;
    int left = rows - whole;
    float[][] lastX = last(x, whole, rows);
    float[][] lastY = last(y, whole, rows);
    for (int at = 0; at < biases.length; at += WIDTH) {
      for (int row = 0; row < whole; row += MOST) {
        eight(weights, biases, inputs, at, x, y, row);
      }
      if (left > FEW) {
        eight(weights, biases, inputs, at, lastX, lastY, 0);
      } else if (left > 1) {
        four(weights, biases, inputs, at, lastX, lastY, 0);
      } else if (left == 1) {
        one(weights, biases, inputs, at, lastX[0], lastY[0]);
      }
    }
  }

  /** The last rows, and the very last again and again: a read of the weights costs more than it. */
  private static float[][] last(float[][] all, int from, int to) {
    int left = to - from;
    float[][] rows = new float[left > FEW ? MOST : left > 1 ? FEW : left][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = all[Math.min(from + i, to - 1)];
    }
    return rows;
  }

  private static void eight(
      float[] weights, float[] biases, int inputs, int at, float[][] x, float[][] y, int row) {
    float[] x0 = x[row];
    float[] x1 = x[row + 1];
    float[] x2 = x[row + 2];
    float[] x3 = x[row + 3];
    float[] x4 = x[row + 4];
    float[] x5 = x[row + 5];
    float[] x6 = x[row + 6];
    float[] x7 = x[row + 7];
    // One load each: a vector that several sums began with would be put on the heap.
    FloatVector y0 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y1 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y2 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y3 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y4 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y5 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y6 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y7 = FloatVector.fromArray(SPECIES, biases, at);
    int panel = at * inputs;
    for (int i = 0; i < inputs; i++) {
      FloatVector w = FloatVector.fromArray(SPECIES, weights, panel + i * WIDTH);
      y0 = w.fma(FloatVector.broadcast(SPECIES, x0[i]), y0);
      y1 = w.fma(FloatVector.broadcast(SPECIES, x1[i]), y1);
      y2 = w.fma(FloatVector.broadcast(SPECIES, x2[i]), y2);
      y3 = w.fma(FloatVector.broadcast(SPECIES, x3[i]), y3);
      y4 = w.fma(FloatVector.broadcast(SPECIES, x4[i]), y4);
      y5 = w.fma(FloatVector.broadcast(SPECIES, x5[i]), y5);
      y6 = w.fma(FloatVector.broadcast(SPECIES, x6[i]), y6);
      y7 = w.fma(FloatVector.broadcast(SPECIES, x7[i]), y7);
    }
    y0.intoArray(y[row], at);
    y1.intoArray(y[row + 1], at);
    y2.intoArray(y[row + 2], at);
    y3.intoArray(y[row + 3], at);
    y4.intoArray(y[row + 4], at);
    y5.intoArray(y[row + 5], at);
    y6.intoArray(y[row + 6], at);
    y7.intoArray(y[row + 7], at);
  }

  private static void four(
      float[] weights, float[] biases, int inputs, int at, float[][] x, float[][] y, int row) {
    float[] x0 = x[row];
    float[] x1 = x[row + 1];
    float[] x2 = x[row + 2];
    float[] x3 = x[row + 3];
    FloatVector y0 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y1 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y2 = FloatVector.fromArray(SPECIES, biases, at);
    FloatVector y3 = FloatVector.fromArray(SPECIES, biases, at);
    int panel = at * inputs;
    for (int i = 0; i < inputs; i++) {
      FloatVector w = FloatVector.fromArray(SPECIES, weights, panel + i * WIDTH);
      y0 = w.fma(FloatVector.broadcast(SPECIES, x0[i]), y0);
      y1 = w.fma(FloatVector.broadcast(SPECIES, x1[i]), y1);
      y2 = w.fma(FloatVector.broadcast(SPECIES, x2[i]), y2);
      y3 = w.fma(FloatVector.broadcast(SPECIES, x3[i]), y3);
    }
    y0.intoArray(y[row], at);
    y1.intoArray(y[row + 1], at);
    y2.intoArray(y[row + 2], at);
    y3.intoArray(y[row + 3], at);
  }

  private static void one(
      float[] weights, float[] biases, int inputs, int at, float[] x, float[] y) {
    FloatVector sum = FloatVector.fromArray(SPECIES, biases, at);
    int panel = at * inputs;
    for (int i = 0; i < inputs; i++) {
      FloatVector w = FloatVector.fromArray(SPECIES, weights, panel + i * WIDTH);
      sum = w.fma(FloatVector.broadcast(SPECIES, x[i]), sum);
    }
    sum.intoArray(y, at);
  }
}
