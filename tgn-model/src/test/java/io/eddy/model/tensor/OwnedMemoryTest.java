package io.eddy.model.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What PyTorch keeps must survive that Java collects its buffers and uses the memory again. */
final class OwnedMemoryTest {
  private static final int SIZE = 2_000;

  @Test
  void aSparseMatrixIsTheSameAfterAGarbageCollection() {
    long[] places = new long[SIZE];
    float[] values = new float[SIZE];
    Arrays.setAll(places, i -> i);
    Arrays.fill(values, 3);
    try (NDManager manager = Tensors.newManager()) {
      NDArray matrix = SparseTensors.of(places, places, values, new Shape(SIZE, SIZE), manager);
      NDArray ones = manager.ones(new Shape(SIZE, 1));
      overwriteWhatIsCollected();
      assertThat(matrix.matMul(ones).toFloatArray()).containsOnly(3f);
    }
  }

  @Test
  void aFactorIsTheSameInTheBackwardPassAfterAGarbageCollection() {
    try (NDManager manager = Tensors.newManager()) {
      NDArray x = manager.ones(new Shape(3));
      x.setRequiresGradient(true);
      try (GradientCollector collector = Tensors.engine().newGradientCollector()) {
        NDArray loss = Scalars.times(x, 7).sum();
        overwriteWhatIsCollected();
        collector.backward(loss);
      }
      assertThat(x.getGradient().toFloatArray()).containsOnly(7f);
    }
  }

  /** Buffers small and large, so that whatever was freed is given out again. */
  private static void overwriteWhatIsCollected() {
    List<ByteBuffer> taken = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      System.gc();
      for (int size : new int[] {4, 8, 16, 4 * SIZE, 8 * SIZE, 16 * SIZE}) {
        for (int i = 0; i < 50; i++) {
          ByteBuffer buffer = ByteBuffer.allocateDirect(size);
          for (int b = 0; b < size; b++) {
            buffer.put(b, (byte) 0x7f);
          }
          taken.add(buffer);
        }
      }
    }
    assertThat(taken).hasSize(900);
  }
}
