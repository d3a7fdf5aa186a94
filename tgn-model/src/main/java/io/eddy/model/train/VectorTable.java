package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.ranker.Standardisation;

/** Standardised vectors as rows of a tensor that training picks from; they do not change. */
final class VectorTable {
  /** Copies one raw vector out. */
  interface Rows {
    /** The raw vector of a row. */
    float[] row(int index);
  }

  private final NDArray table;

  /**
   * A table of so many rows.
   *
   * @param manager in which the table lives
   */
  VectorTable(int rows, Standardisation standardisation, Rows vectors, NDManager manager) {
    int width = standardisation.size();
    float[] means = standardisation.means();
    float[] scales = standardisation.scales();
    float[] values = new float[Math.multiplyExact(rows, width)];
    for (int row = 0; row < rows; row++) {
      float[] vector = vectors.row(row);
      for (int i = 0; i < width; i++) {
        values[row * width + i] = (vector[i] - means[i]) * scales[i];
      }
    }
    this.table = manager.create(values, new Shape(rows, width));
  }

  /** Rows by index, N → N × width, in the manager given. */
  NDArray pick(long[] rows, NDManager scope) {
    NDArray picked = table.get(scope.create(rows));
    // It would live as long as the table.
    picked.attach(scope);
    return picked;
  }
}
