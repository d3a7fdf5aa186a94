package io.eddy.model.amp;

import io.eddy.model.ranker.DenseLayer;
import java.util.Arrays;

/**
 * A reaction by the equations, in double precision, one value at a time; shares nothing with the
 * product but the weights.
 */
record ReferenceReaction(
    double[] hidden, double[] cell, double left, double[] output, double[] message) {

  static ReferenceReaction of(
      AmpParameters weights,
      float[] hidden,
      float[] cell,
      float left,
      float[] output,
      float[] message) {
    double[] h = doubles(hidden);
    double[] c = doubles(cell);
    double[] m = doubles(message);
    double[] out = doubles(output);
    int d = h.length;
    double[] next = new double[d];
    double[] nextCell = c.clone();
    DenseLayer first = weights.cell().get(0);
    DenseLayer second = weights.cell().size() > 1 ? weights.cell().get(1) : null;
    for (int i = 0; i < d; i++) {
      switch (weights.kind()) {
        case RNN -> next[i] = Math.max(0, affine(first, i, concat(h, m)));
        case GRU -> {
          double r = sigmoid(affine(first, i, m) + affine(second, i, h));
          double z = sigmoid(affine(first, d + i, m) + affine(second, d + i, h));
          double n = Math.tanh(affine(first, 2 * d + i, m) + r * affine(second, 2 * d + i, h));
          next[i] = (1 - z) * n + z * h[i];
        }
        case LSTM -> {
          double in = sigmoid(affine(first, i, m) + affine(second, i, h));
          double forget = sigmoid(affine(first, d + i, m) + affine(second, d + i, h));
          double g = Math.tanh(affine(first, 2 * d + i, m) + affine(second, 2 * d + i, h));
          double o = sigmoid(affine(first, 3 * d + i, m) + affine(second, 3 * d + i, h));
          nextCell[i] = forget * c[i] + in * g;
          next[i] = o * Math.tanh(nextCell[i]);
        }
        case GATED -> {
          double z = Math.tanh(affine(first, i, concat(h, m)));
          double gate = sigmoid(affine(second, i, concat(h, m)));
          next[i] = gate * z + (1 - gate) * h[i];
        }
      }
    }
    double weight = 1;
    double after = left;
    if (weights.halt() != null) {
      double p = sigmoid(affine(weights.halt(), 0, concat(h, m)));
      weight = weights.halting() == Halting.ACT ? Math.min(p, left) : left * p;
      after = left - weight;
      for (int i = 0; i < d; i++) {
        if (weights.scope() == HaltingScope.WAVE) {
          next[i] = h[i] + weight * (next[i] - h[i]);
          nextCell[i] = c[i] + weight * (nextCell[i] - c[i]);
        } else {
          out[i] += weight * next[i];
        }
      }
    }
    double[] said = new double[m.length];
    for (int i = 0; i < said.length; i++) {
      said[i] = affine(weights.speak(), i, concat(next, m));
    }
    return new ReferenceReaction(next, nextCell, after, out, said);
  }

  /** Output {@code row} of W x + b. */
  private static double affine(DenseLayer map, int row, double[] x) {
    double sum = map.biases()[row];
    for (int i = 0; i < x.length; i++) {
      sum += (double) map.weights()[row * x.length + i] * x[i];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double[] concat(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }
}
