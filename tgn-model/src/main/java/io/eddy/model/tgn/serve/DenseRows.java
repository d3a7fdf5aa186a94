package io.eddy.model.tgn.serve;

/**
 * An affine map y = W·x + b over some rows at once. An output is the bias, then one fused
 * multiply-add an input in their order, whatever computes it: a row has the same bits alone and
 * among others, with and without the Vector API. Immutable.
 */
abstract class DenseRows {
  /** What rows of outputs are rounded up to: an implementation may write zeros behind them. */
  static final int LANES = 16;

  private static final boolean VECTOR_API =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

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
  static DenseRows of(double[][] weights, double[] biases) {
    return VECTOR_API ? new PanelRows(weights, biases) : new LoopRows(weights, biases);
  }

  final int inputs() {
    return inputs;
  }

  final int outputs() {
    return outputs;
  }

  /** Floating-point operations of one row. */
  final long flops() {
    return 2L * inputs * outputs;
  }

  /**
   * Computes y of the first rows.
   *
   * @param x rows of at least I values
   * @param y rows of at least O values, rounded up to {@link #LANES}, overwritten
   */
  abstract void apply(float[][] x, float[][] y, int rows);
}
