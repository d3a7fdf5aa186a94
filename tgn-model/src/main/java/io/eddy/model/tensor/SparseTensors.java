package io.eddy.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Makes sparse matrices in coordinates that own their memory.
 *
 * <p>DJL's {@code createCoo} (0.35.1) hands PyTorch the addresses of Java buffers and keeps no hold
 * of them: after the next garbage collection the matrix consists of whatever is there then. Here
 * PyTorch computes indices and values before it makes the matrix of them, and so has its own.
 */
public final class SparseTensors {
  private SparseTensors() {}

  /**
   * A matrix rows × columns.
   *
   * @param rowOf of each value
   * @param columnOf of each value
   */
  public static NDArray of(
      long[] rowOf, long[] columnOf, float[] values, Shape shape, NDManager manager) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray indices = scope.create(new long[][] {rowOf, columnOf}).add(0);
      NDArray owned = scope.create(values).mul(1);
      NDArray matrix = JniUtils.createSparseCoo((PtNDArray) indices, (PtNDArray) owned, shape);
      matrix.attach(manager);
      return matrix;
    }
  }
}
