package io.eddy.model.ranker;

import java.util.Arrays;
import java.util.List;

/**
 * The forward pass of the ranker network over the rows of one query, in plain Java: standardise,
 * then affine layers with ReLU between them.
 *
 * <p>Rows are worked on in blocks, and each block is turned so that a feature (later: an output) is
 * one array over the block's rows. The inner loops then run over rows, four inputs and two outputs
 * at a time; they hold no sum across iterations and no index but their own, so the JIT compiler
 * turns them into vector instructions. Longer bodies exceed what it unrolls and come out scalar.
 *
 * <p>A score is the same chain of fused multiply-adds wherever its row stands, so a row scored
 * alone gets bitwise the score it gets among others. Buffers are kept between calls: one instance a
 * thread.
 */
public final class DenseRanker {
  /** Rows of a block: its four inputs and two outputs stay in the first-level cache. */
  private static final int BLOCK = 256;

  private static final int INPUTS_AT_ONCE = 4;

  private final int inputs;
  private final float[] means;
  private final float[] scales;
  private final PackedLayer[] layers;

  /** Widths padded to a multiple of {@link #INPUTS_AT_ONCE}; what pads stays 0. */
  private final float[][][] columns;

  /** A ranker with buffers of its own. */
  public DenseRanker(RankerParameters parameters) {
    List<DenseLayer> given = parameters.layers();
    this.inputs = parameters.inputs();
    this.means = parameters.standardisation().means().clone();
    this.scales = new float[inputs];
    for (int i = 0; i < inputs; i++) {
      scales[i] = 1 / parameters.standardisation().deviations()[i];
    }
    this.layers = given.stream().map(PackedLayer::new).toArray(PackedLayer[]::new);
    this.columns = new float[layers.length + 1][][];
    columns[0] = new float[padded(inputs)][BLOCK];
    for (int i = 0; i < layers.length; i++) {
      columns[i + 1] = new float[padded(given.get(i).outputs())][BLOCK];
    }
  }

  /** Number of features of a row. */
  public int inputs() {
    return inputs;
  }

  /**
   * Scores rows.
   *
   * @param rows features, row by row, {@code count * inputs()} of them at the front
   * @param count rows to score
   * @param scores receives one score a row at the front
   */
  public void score(float[] rows, int count, float[] scores) {
    for (int start = 0; start < count; start += BLOCK) {
      int size = Math.min(BLOCK, count - start);
      turn(rows, start, size);
      for (int i = 0; i < layers.length; i++) {
        layers[i].apply(columns[i], columns[i + 1], size);
        if (i < layers.length - 1) {
          relu(columns[i + 1], layers[i].outputs, size);
        }
      }
      System.arraycopy(columns[layers.length][0], 0, scores, start, size);
    }
  }

  private void turn(float[] rows, int start, int size) {
    float[][] turned = columns[0];
    for (int row = 0; row < size; row++) {
      int offset = (start + row) * inputs;
      for (int i = 0; i < inputs; i++) {
        turned[i][row] = (rows[offset + i] - means[i]) * scales[i];
      }
    }
  }

  private static void relu(float[][] values, int outputs, int size) {
    for (int j = 0; j < outputs; j++) {
      float[] column = values[j];
      for (int row = 0; row < size; row++) {
        column[row] = Math.max(column[row], 0f);
      }
    }
  }

  private static int padded(int width) {
    return (width + INPUTS_AT_ONCE - 1) / INPUTS_AT_ONCE * INPUTS_AT_ONCE;
  }

  /** A layer whose rows of weights are padded with zeros. */
  private static final class PackedLayer {
    final int outputs;
    private final int stride;
    private final float[] weights;
    private final float[] biases;

    PackedLayer(DenseLayer layer) {
      this.outputs = layer.outputs();
      this.stride = padded(layer.inputs());
      this.biases = layer.biases();
      this.weights = new float[outputs * stride];
      for (int j = 0; j < outputs; j++) {
        System.arraycopy(layer.weights(), j * layer.inputs(), weights, j * stride, layer.inputs());
      }
    }

    void apply(float[][] x, float[][] y, int size) {
      for (int j = 0; j < outputs; j++) {
        Arrays.fill(y[j], 0, size, biases[j]);
      }
      int paired = outputs - outputs % 2;
      for (int i = 0; i < stride; i += INPUTS_AT_ONCE) {
        for (int j = 0; j < paired; j += 2) {
          int first = j * stride + i;
          addTwo(
              x[i],
              x[i + 1],
              x[i + 2],
              x[i + 3],
              weights,
              first,
              first + stride,
              y[j],
              y[j + 1],
              size);
        }
        for (int j = paired; j < outputs; j++) {
          addOne(x[i], x[i + 1], x[i + 2], x[i + 3], weights, j * stride + i, y[j], size);
        }
      }
    }

    /** The loop that takes the time; {@code p} and {@code q} index the weights of two outputs. */
    private static void addTwo(
        float[] x0,
        float[] x1,
        float[] x2,
        float[] x3,
        float[] w,
        int p,
        int q,
        float[] y,
        float[] z,
        int size) {
      float p0 = w[p];
      float p1 = w[p + 1];
      float p2 = w[p + 2];
      float p3 = w[p + 3];
      float q0 = w[q];
      float q1 = w[q + 1];
      float q2 = w[q + 2];
      float q3 = w[q + 3];
      for (int c = 0; c < size; c++) {
        y[c] =
            Math.fma(
                p3, x3[c], Math.fma(p2, x2[c], Math.fma(p1, x1[c], Math.fma(p0, x0[c], y[c]))));
        z[c] =
            Math.fma(
                q3, x3[c], Math.fma(q2, x2[c], Math.fma(q1, x1[c], Math.fma(q0, x0[c], z[c]))));
      }
    }

    private static void addOne(
        float[] x0, float[] x1, float[] x2, float[] x3, float[] w, int p, float[] y, int size) {
      float p0 = w[p];
      float p1 = w[p + 1];
      float p2 = w[p + 2];
      float p3 = w[p + 3];
      for (int c = 0; c < size; c++) {
        y[c] =
            Math.fma(
                p3, x3[c], Math.fma(p2, x2[c], Math.fma(p1, x1[c], Math.fma(p0, x0[c], y[c]))));
      }
    }
  }
}
