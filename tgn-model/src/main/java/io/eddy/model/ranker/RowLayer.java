package io.eddy.model.ranker;

/**
 * The first inputs of an affine layer, or all, for one row at a time: {@code y = b + W x}, where a
 * {@link PackedLayer} over the other inputs goes on. The chain of fused multiply-adds of an output
 * is the same as there, so which of the two works on an input does not change a bit.
 *
 * <p>Weights are laid out input by input and the inner loop runs over outputs, of which there are
 * always as many: a loop over the few rows in question would be too short to be worth vector
 * instructions. Not thread-safe: it keeps a buffer.
 */
public final class RowLayer {
  private static final int INPUTS_AT_ONCE = 4;

  private final int inputs;
  private final float[] biases;
  private final float[][] weights;
  private final float[] x;

  /** The first {@code inputs} inputs of a layer. */
  public RowLayer(DenseLayer layer, int inputs) {
    this.inputs = inputs;
    this.biases = layer.biases();
    this.weights = new float[PackedLayer.padded(inputs)][layer.outputs()];
    this.x = new float[weights.length];
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < biases.length; j++) {
        weights[i][j] = layer.weights()[j * layer.inputs() + i];
      }
    }
  }

  /**
   * Computes one row.
   *
   * @param rows where the row's inputs stand, from {@code offset} on; {@code (value − mean) ·
   *     scale} of each is what enters
   * @param y receives one value an output
   */
  public void apply(float[] rows, int offset, float[] means, float[] scales, float[] y) {
    for (int i = 0; i < inputs; i++) {
      x[i] = (rows[offset + i] - means[i]) * scales[i];
    }
    System.arraycopy(biases, 0, y, 0, biases.length);
    for (int i = 0; i < x.length; i += INPUTS_AT_ONCE) {
      add(
          weights[i],
          weights[i + 1],
          weights[i + 2],
          weights[i + 3],
          x[i],
          x[i + 1],
          x[i + 2],
          x[i + 3],
          y,
          biases.length);
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
