package io.eddy.model.dense;

import java.util.Arrays;

/**
 * Rows of one width that are used again and again; more are made when more are asked for. One
 * instance a thread.
 */
public final class Buffers {
  private final int width;
  private float[][] rows = new float[0][];

  /** Rows so wide. */
  public Buffers(int width) {
    this.width = width;
  }

  /** Rows for so many outputs of a {@link DenseRows}. */
  public static Buffers forOutputs(int outputs) {
    return new Buffers(DenseRows.padded(outputs));
  }

  /** At least so many rows; what is in them is left over from before. */
  public float[][] rows(int count) {
    if (count > rows.length) {
      int had = rows.length;
      rows = Arrays.copyOf(rows, Math.max(count, 2 * had));
      for (int i = had; i < rows.length; i++) {
        rows[i] = new float[width];
      }
    }
    return rows;
  }
}
