package io.eddy.model.dense;

/**
 * An affine map y = W·x + b over some rows at once. An output is the bias, then one fused
 * multiply-add an input in their order, whatever computes it: a row has the same bits alone and
 * among others, with and without the Vector API. Immutable.
 */
public abstract class DenseRows {
  /** What rows of outputs are rounded up to: an implementation may write zeros behind them. */
  public static final int LANES = 16;

  private final int inputs;
  private final int outputs;

  DenseRows(int inputs, int outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * A map, by the Vector API where the JVM was started with {@code --add-modules
   * jdk.incubator.vector}, which is faster.
   *
   * @param weights O × I
   * @param biases O
   */
  public static DenseRows of(double[][] weights, double[] biases) {
    return VectorApi.present() ? new PanelRows(weights, biases) : new LoopRows(weights, biases);
  }

  /**
   * A map whose weights stand input by input; else as {@link #of}.
   *
   * @param weights I × O, row by row
   * @param biases O
   */
  public static DenseRows byInput(float[] weights, float[] biases) {
    int outputs = biases.length;
    double[][] byOutput = new double[outputs][weights.length / outputs];
    double[] added = new double[outputs];
    for (int o = 0; o < outputs; o++) {
      added[o] = biases[o];
      for (int i = 0; i < byOutput[o].length; i++) {
        byOutput[o][i] = weights[i * outputs + o];
      }
    }
    return of(byOutput, added);
  }

  /** So many values, rounded up to whole {@link #LANES}. */
  public static int padded(int values) {
    return -Math.floorDiv(-values, LANES) * LANES;
  }

  /** Values of a row that it takes, I. */
  public final int inputs() {
    return inputs;
  }

  /** Values of a row that it gives, O. */
  public final int outputs() {
    return outputs;
  }

  /** Floating-point operations of one row. */
  public final long flops() {
    return 2L * inputs * outputs;
  }

  /**
   * Computes y of the first rows.
   *
   * @param x rows of at least I values
   * @param y rows of at least O values, rounded up to {@link #LANES}, overwritten
   */
  public abstract void apply(float[][] x, float[][] y, int rows);
}
