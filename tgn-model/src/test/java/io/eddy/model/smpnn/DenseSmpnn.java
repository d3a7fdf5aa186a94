package io.eddy.model.smpnn;

import io.eddy.model.smpnn.graph.DenseOperators;

/** The network as its equations stand, dense and in double precision. */
public final class DenseSmpnn {
  private final SmpnnSettings settings;
  private final SmpnnParameters parameters;

  public DenseSmpnn(SmpnnParameters parameters) {
    this.settings = parameters.settings();
    this.parameters = parameters;
  }

  public double[][] forward(double[][] adjacency, double[][] features) {
    double[][] x = silu(plus(times(features, "in.weight"), "in.bias"));
    for (int l = 0; l < settings.layers(); l++) {
      String name = l + ".";
      double[][] h = norm(x, name, 1);
      double[][] y =
          times(
              DenseOperators.aggregate(adjacency, settings.aggregation(), h), name + "convolution");
      if (settings.attention()) {
        y = sum(y, attention(h, name));
      }
      x = branch(x, y, name, 1);
      if (settings.feedForward() == 1) {
        x = branch(x, times(norm(x, name, 2), name + "feedForward"), name, 2);
      } else if (settings.feedForward() > 1) {
        double[][] wide = silu(times(norm(x, name, 2), name + "feedForward"));
        x = branch(x, times(wide, name + "feedForwardOut"), name, 2);
      }
    }
    return plus(times(x, "out.weight"), "out.bias");
  }

  private double[][] branch(double[][] x, double[][] y, String layer, int number) {
    double alpha = settings.scaled() ? parameters.values(layer + "alpha" + number)[0] : 1;
    double[][] silu = silu(y);
    double[][] result = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < x[0].length; c++) {
        result[i][c] = (settings.residual() ? x[i][c] : 0) + alpha * silu[i][c];
      }
    }
    return result;
  }

  private double[][] norm(double[][] x, String layer, int number) {
    if (!settings.normalised()) {
      return x;
    }
    float[] gamma = parameters.values(layer + "gamma" + number);
    float[] beta = parameters.values(layer + "beta" + number);
    double[][] y = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      double mean = 0;
      double variance = 0;
      for (double value : x[i]) {
        mean += value / x[i].length;
      }
      for (double value : x[i]) {
        variance += (value - mean) * (value - mean) / x[i].length;
      }
      for (int c = 0; c < x[i].length; c++) {
        y[i][c] = (x[i][c] - mean) / Math.sqrt(variance + 1e-5) * gamma[c] + beta[c];
      }
    }
    return y;
  }

  private double[][] attention(double[][] h, String layer) {
    double[][] q = unit(times(h, layer + "query"));
    double[][] k = unit(times(h, layer + "key"));
    double[][] v = times(h, layer + "value");
    int nodes = h.length;
    double[][] z = new double[nodes][v[0].length];
    for (int i = 0; i < nodes; i++) {
      double divisor = 1;
      double[] row = v[i].clone();
      for (int j = 0; j < nodes; j++) {
        double weight = 0;
        for (int c = 0; c < q[0].length; c++) {
          weight += q[i][c] * k[j][c] / nodes;
        }
        divisor += weight;
        for (int c = 0; c < row.length; c++) {
          row[c] += weight * v[j][c];
        }
      }
      for (int c = 0; c < row.length; c++) {
        z[i][c] = row[c] / divisor;
      }
    }
    return z;
  }

  private static double[][] unit(double[][] x) {
    double squares = 0;
    for (double[] row : x) {
      for (double value : row) {
        squares += value * value;
      }
    }
    double[][] y = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < x[0].length; c++) {
        y[i][c] = x[i][c] / Math.sqrt(squares);
      }
    }
    return y;
  }

  private double[][] times(double[][] x, String name) {
    float[] w = parameters.values(name);
    int outputs = w.length / x[0].length;
    double[][] y = new double[x.length][outputs];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < x[0].length; k++) {
        for (int o = 0; o < outputs; o++) {
          y[i][o] += x[i][k] * w[k * outputs + o];
        }
      }
    }
    return y;
  }

  private double[][] plus(double[][] x, String name) {
    float[] bias = parameters.values(name);
    for (double[] row : x) {
      for (int c = 0; c < row.length; c++) {
        row[c] += bias[c];
      }
    }
    return x;
  }

  private static double[][] sum(double[][] x, double[][] y) {
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < x[0].length; c++) {
        x[i][c] += y[i][c];
      }
    }
    return x;
  }

  private static double[][] silu(double[][] x) {
    double[][] y = new double[x.length][x[0].length];
    for (int i = 0; i < x.length; i++) {
      for (int c = 0; c < x[0].length; c++) {
        y[i][c] = x[i][c] / (1 + Math.exp(-x[i][c]));
      }
    }
    return y;
  }
}
