package io.eddy.model.smpnn.engine;

import io.eddy.model.dense.DenseRows;

/**
 * A row of floats for every node, in one array: the address of a row is arithmetic, not another
 * read from memory. Rows are padded to whole {@link DenseRows#LANES} with zeros.
 *
 * <p>Rows begin at the beginning of cache lines as far as Java lets them: an array's values stand
 * 16 bytes behind its own beginning, and collectors put a large array at the beginning of a region,
 * so 12 values before the first row make up a line of 64 bytes. A row of 64 values is then four
 * lines and not five, and no vector lies across two of them.
 */
public final class NodeRows {
  private static final int LEAD = 12;

  /** The longest arrays that Java machines make. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final int width;
  private final int stride;
  private final int nodes;
  private final float[] values;

  /**
   * Rows of zeros.
   *
   * @throws IllegalArgumentException if they exceed an array
   */
  public NodeRows(int nodes, int width) {
    this.width = width;
    this.stride = DenseRows.padded(width);
    this.nodes = nodes;
    if (LEAD + (long) nodes * stride > MOST) {
      throw new IllegalArgumentException(
          "%,d nodes with rows of %d values, padded to %d, exceed an array; cut the graph into clusters"
              .formatted(nodes, width, stride));
    }
    this.values = new float[LEAD + nodes * stride];
  }

  /** Rows. */
  public int nodes() {
    return nodes;
  }

  /** Values of a row, without padding. */
  public int width() {
    return width;
  }

  /** Copies a node's row to the beginning of {@code row}. */
  public void get(int node, float[] row) {
    copyRow(node, row, 0);
  }

  /** Copies a node's row to {@code to}, from {@code offset} on. */
  public void copyRow(int node, float[] to, int offset) {
    System.arraycopy(values, start(node), to, offset, width);
  }

  /** Sets a node's row to the beginning of {@code row}. */
  public void set(int node, float[] row) {
    System.arraycopy(row, 0, values, start(node), width);
  }

  /** Copies of the first rows. */
  public float[][] copy(int count) {
    float[][] rows = new float[count][width];
    for (int node = 0; node < count; node++) {
      get(node, rows[node]);
    }
    return rows;
  }

  /** All rows; row i begins at {@link #start}. */
  float[] values() {
    return values;
  }

  int start(int node) {
    return LEAD + node * stride;
  }

  /** From the start of one row to that of the next. */
  int stride() {
    return stride;
  }
}
