package io.eddy.model.tgn.block;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * The equations of the blocks once more, in double precision and in their plain form: a loop a sum,
 * every key and every value computed.
 */
final class PlainBlocks {
  private PlainBlocks() {}

  /** Parameters by name. */
  record Weights(Map<String, double[]> arrays) {
    double[] get(String name) {
      return Objects.requireNonNull(arrays.get(name), name);
    }
  }

  static double[] dense(Weights weights, String name, double[] x) {
    return affine(weights.get(prefix(name) + "weight"), weights.get(prefix(name) + "bias"), x);
  }

  static double[] time(Weights weights, double elapsed) {
    double[] frequency = weights.get("frequency");
    double[] code = new double[frequency.length];
    for (int i = 0; i < code.length; i++) {
      code[i] = Math.cos(frequency[i] * elapsed + weights.get("phase")[i]);
    }
    return code;
  }

  static double[] gru(Weights weights, double[] message, double[] memory) {
    int d = memory.length;
    double[] in = dense(weights, "input", message);
    double[] own = dense(weights, "state", memory);
    double[] next = new double[d];
    for (int i = 0; i < d; i++) {
      double reset = sigmoid(in[i] + own[i]);
      double keep = sigmoid(in[d + i] + own[d + i]);
      double candidate = Math.tanh(in[2 * d + i] + reset * own[2 * d + i]);
      next[i] = (1 - keep) * candidate + keep * memory[i];
    }
    return next;
  }

  static double[] rnn(Weights weights, double[] message, double[] memory) {
    double[] in = dense(weights, "input", message);
    double[] own = dense(weights, "state", memory);
    double[] next = new double[memory.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = Math.tanh(in[i] + own[i]);
    }
    return next;
  }

  static double[] projection(Weights weights, double[] memory, double elapsed) {
    double[] drift = dense(weights, "drift", new double[] {elapsed});
    double[] z = new double[memory.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = memory[i] * (1 + drift[i]);
    }
    return z;
  }

  static double[] sum(
      Weights weights,
      double[] self,
      double[][] others,
      double[][] x,
      double[][] code,
      double[] zero) {
    double[] total = null;
    for (int k = 0; k < others.length; k++) {
      double[] each = dense(weights, "neighbour", concat(others[k], code[k], x[k]));
      total = total == null ? each : plus(total, each);
    }
    return dense(weights, "merge", concat(relu(Objects.requireNonNull(total)), self, zero));
  }

  /** Attention over the first {@code present} of the neighbours. */
  static double[] attention(
      Weights weights,
      int heads,
      double[] self,
      double[][] others,
      double[][] x,
      double[][] code,
      double[] zero,
      int present) {
    double[] query = dense(weights, "query", concat(self, zero));
    int width = query.length / heads;
    double[] heard = new double[query.length];
    for (int h = 0; h < heads && present > 0; h++) {
      double[] scores = new double[present];
      double[][] values = new double[present][];
      for (int k = 0; k < present; k++) {
        double[] context = concat(others[k], x[k], code[k]);
        double[] key = affine(weights.get("key"), new double[query.length], context);
        values[k] = affine(weights.get("value"), weights.get("valueBias"), context);
        for (int i = h * width; i < (h + 1) * width; i++) {
          scores[k] += query[i] * key[i] / Math.sqrt(width);
        }
      }
      double highest = Arrays.stream(scores).max().orElseThrow();
      double norm = Arrays.stream(scores).map(s -> Math.exp(s - highest)).sum();
      for (int k = 0; k < present; k++) {
        for (int i = h * width; i < (h + 1) * width; i++) {
          heard[i] += Math.exp(scores[k] - highest) / norm * values[k][i];
        }
      }
    }
    double[] out = present == 0 ? new double[query.length] : dense(weights, "output", heard);
    return dense(weights, "merge", relu(dense(weights, "hidden", concat(out, self))));
  }

  static double[] relu(double[] x) {
    return Arrays.stream(x).map(value -> Math.max(0, value)).toArray();
  }

  static double[] concat(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] affine(double[] weight, double[] bias, double[] x) {
    double[] y = bias.clone();
    for (int j = 0; j < y.length; j++) {
      for (int i = 0; i < x.length; i++) {
        y[j] += weight[j * x.length + i] * x[i];
      }
    }
    return y;
  }

  private static double[] plus(double[] one, double[] other) {
    double[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static String prefix(String name) {
    return name.isEmpty() ? "" : name + ".";
  }
}
