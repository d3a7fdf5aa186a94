package io.eddy.model.smpnn.engine;

/**
 * A layer norm: (x − mean)/√(variance + ε)·γ + β over the columns of a row (Ba et al. 2016), ε =
 * 1e-5. Immutable.
 */
final class LayerNorm {
  /** As in PyTorch. */
  private static final double EPSILON = 1e-5;

  private final float[] gamma;
  private final float[] beta;

  LayerNorm(float[] gamma, float[] beta) {
    this.gamma = gamma;
    this.beta = beta;
  }

  /** Writes the norm of x to y, times a factor. */
  void apply(float[] x, float factor, float[] y) {
    int width = gamma.length;
    double mean = sum(x, width) / width;
    double squares = squares(x, mean, width);
    float scale = (float) (1 / Math.sqrt(squares / width + EPSILON));
    float shift = (float) mean;
    for (int c = 0; c < width; c++) {
      y[c] = ((x[c] - shift) * scale * gamma[c] + beta[c]) * factor;
    }
  }

  /** Four running sums: an addition need not wait for the one before it. */
  private static double sum(float[] x, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int c = 0;
    for (; c + 4 <= width; c += 4) {
      s0 += x[c];
      s1 += x[c + 1];
      s2 += x[c + 2];
      s3 += x[c + 3];
    }
    for (; c < width; c++) {
      s0 += x[c];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Σ (x − mean)², as {@link #sum}. */
  private static double squares(float[] x, double mean, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int c = 0;
    for (; c + 4 <= width; c += 4) {
      double d0 = x[c] - mean;
      double d1 = x[c + 1] - mean;
      double d2 = x[c + 2] - mean;
      double d3 = x[c + 3] - mean;
      s0 = Math.fma(d0, d0, s0);
      s1 = Math.fma(d1, d1, s1);
      s2 = Math.fma(d2, d2, s2);
      s3 = Math.fma(d3, d3, s3);
    }
    for (; c < width; c++) {
      double distance = x[c] - mean;
      s0 = Math.fma(distance, distance, s0);
    }
    return (s0 + s1) + (s2 + s3);
  }
}
