package io.eddy.cli.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.tensor.Tensors;

/** What this machine reaches with PyTorch's matrix product on all its cores. */
final class GemmRate {
  private static final int SIZE = 1024;
  private static final int ROUNDS = 40;

  private GemmRate() {}

  /** Floating-point operations a second, the best of several products of 1,024 × 1,024. */
  static double measure() {
    double best = 0;
    try (NDManager manager = Tensors.newManager()) {
      NDArray a = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);
      NDArray b = manager.randomUniform(-1, 1, new Shape(SIZE, SIZE), DataType.FLOAT32);
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        try (NDArray product = a.matMul(b)) {
          product.toByteArray();
        }
        best = Math.max(best, 2.0 * SIZE * SIZE * SIZE / ((System.nanoTime() - start) / 1e9));
      }
    }
    return best;
  }
}
