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
    double sum = 0;
    for (int c = 0; c < width; c++) {
      sum += x[c];
    }
    double mean = sum / width;
    double squares = 0;
    for (int c = 0; c < width; c++) {
      double distance = x[c] - mean;
      squares += distance * distance;
    }
    float scale = (float) (1 / Math.sqrt(squares / width + EPSILON));
    float shift = (float) mean;
    for (int c = 0; c < width; c++) {
      y[c] = ((x[c] - shift) * scale * gamma[c] + beta[c]) * factor;
    }
  }
}
