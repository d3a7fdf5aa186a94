package io.eddy.model.ranker;

import java.util.Arrays;
import java.util.List;

/**
 * The forward pass of the ranker network over the rows of one query, in plain Java: standardise,
 * then affine layers with ReLU between them.
 *
 * <p>Rows are worked on in blocks, and each block is turned so that a feature (later: an output) is
 * one array over the block's rows, as {@link PackedLayer} wants it. The first columns of a row may
 * be declared common: in one query most rows agree in them (those of the source, and those of a
 * pair that does not exist), so their part of the first layer is computed once for all rows that
 * agree, and by row for the few that do not.
 *
 * <p>A score is the same chain of fused multiply-adds wherever its row stands and whichever rows
 * are with it, so a row scored alone gets bitwise the score it gets among others. Buffers are kept
 * between calls: one instance a thread.
 */
public final class DenseRanker {
  /** Rows of a block: what the inner loop touches stays in the first-level cache. */
  private static final int BLOCK = 256;

  private final int inputs;
  private final int common;
  private final float[] means;
  private final float[] scales;
  private final RowLayer firstCommon;
  private final PackedLayer firstRest;
  private final PackedLayer[] further;
  private final float[][] restColumns;

  /** Outputs of each layer over the rows of a block. */
  private final float[][][] outputs;

  private final float[] shared;
  private final float[] own;

  /** A ranker that expects no column to be common. */
  public DenseRanker(RankerParameters parameters) {
    this(parameters, 0);
  }

  /**
   * A ranker with buffers of its own.
   *
   * @param common so many of the first columns are alike in most rows of a query
   */
  public DenseRanker(RankerParameters parameters, int common) {
    this.inputs = parameters.inputs();
    if (common < 0 || common > inputs) {
      throw new IllegalArgumentException(
          "%d common columns of %d; expected 0 to %d".formatted(common, inputs, inputs));
    }
    this.common = common;
    this.means = parameters.standardisation().means().clone();
    this.scales = parameters.standardisation().scales();
    List<DenseLayer> layers = parameters.layers();
    this.firstCommon = new RowLayer(layers.get(0), common);
    this.firstRest = new PackedLayer(layers.get(0), common, inputs);
    this.further =
        layers.stream()
            .skip(1)
            .map(layer -> new PackedLayer(layer, 0, layer.inputs()))
            .toArray(PackedLayer[]::new);
    this.restColumns = new float[PackedLayer.padded(inputs - common)][BLOCK];
    this.outputs =
        layers.stream()
            .map(layer -> new float[PackedLayer.padded(layer.outputs())][BLOCK])
            .toArray(float[][][]::new);
    this.shared = new float[layers.get(0).outputs()];
    this.own = new float[shared.length];
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
    int typical = typical(rows, count);
    if (typical >= 0) {
      sumCommon(rows, typical, shared);
    }
    for (int start = 0; start < count; start += BLOCK) {
      int size = Math.min(BLOCK, count - start);
      startFirstLayer(rows, start, size, typical);
      turn(rows, start, size);
      firstRest.add(restColumns, outputs[0], size);
      PackedLayer before = firstRest;
      for (int i = 0; i < further.length; i++) {
        before.relu(outputs[i], size);
        further[i].start(outputs[i + 1], size);
        further[i].add(outputs[i], outputs[i + 1], size);
        before = further[i];
      }
      System.arraycopy(outputs[further.length][0], 0, scores, start, size);
    }
  }

  /** The first row whose successor agrees with it in the common columns, −1 if there is none. */
  private int typical(float[] rows, int count) {
    for (int row = 0; row + 1 < count; row++) {
      if (agree(rows, row, row + 1)) {
        return row;
      }
    }
    return -1;
  }

  /** Biases and common columns. */
  private void startFirstLayer(float[] rows, int start, int size, int typical) {
    for (int j = 0; j < shared.length; j++) {
      Arrays.fill(outputs[0][j], 0, size, shared[j]);
    }
    for (int row = start; row < start + size; row++) {
      if (typical < 0 || !agree(rows, typical, row)) {
        sumCommon(rows, row, own);
        for (int j = 0; j < own.length; j++) {
          outputs[0][j][row - start] = own[j];
        }
      }
    }
  }

  private boolean agree(float[] rows, int one, int other) {
    int a = one * inputs;
    int b = other * inputs;
    return Arrays.mismatch(rows, a, a + common, rows, b, b + common) < 0;
  }

  private void sumCommon(float[] rows, int row, float[] sums) {
    firstCommon.apply(rows, row * inputs, means, scales, sums);
  }

  private void turn(float[] rows, int start, int size) {
    for (int row = 0; row < size; row++) {
      int offset = (start + row) * inputs;
      for (int i = common; i < inputs; i++) {
        restColumns[i - common][row] = (rows[offset + i] - means[i]) * scales[i];
      }
    }
  }
}
