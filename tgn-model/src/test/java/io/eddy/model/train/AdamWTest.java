package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eddy.model.tensor.Tensors;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against algorithm 2 of Loshchilov and Hutter (ICLR 2019), in double precision. */
final class AdamWTest {
  private static final int WIDTH = 6;
  private static final double DECAY = 0.3;

  @Test
  void stepsAreThoseOfTheDefinitionAlsoAfterARestore() {
    Random random = new Random(3);
    double[] weights = random.doubles(WIDTH, -1, 1).toArray();
    double[] mean = new double[WIDTH];
    double[] square = new double[WIDTH];
    try (NDManager manager = Tensors.newManager()) {
      NDArray array = manager.create(floats(weights));
      array.setRequiresGradient(true);
      AdamW optimizer = new AdamW(List.of(array), DECAY, manager);
      for (int step = 1; step <= 8; step++) {
        double rate = 0.05 / step;
        double[] slope = random.doubles(WIDTH, -2, 2).toArray();
        for (int i = 0; i < WIDTH; i++) {
          mean[i] = 0.9 * mean[i] + 0.1 * slope[i];
          square[i] = 0.999 * square[i] + 0.001 * slope[i] * slope[i];
          double unbiased = mean[i] / (1 - Math.pow(0.9, step));
          double spread = Math.sqrt(square[i] / (1 - Math.pow(0.999, step)));
          weights[i] -= rate * (unbiased / (spread + 1e-8) + DECAY * weights[i]);
        }
        try (GradientCollector collector = Tensors.engine().newGradientCollector()) {
          // The gradient of a sum of products is the other factor.
          collector.backward(array.mul(manager.create(floats(slope))).sum());
        }
        optimizer.step(rate);
        if (step == 4) {
          AdamW next = new AdamW(List.of(array), DECAY, manager);
          next.restore(optimizer.steps(), optimizer.moments());
          optimizer = next;
        }
        float[] found = array.toFloatArray();
        for (int i = 0; i < WIDTH; i++) {
          assertThat((double) found[i]).as("step %d", step).isEqualTo(weights[i], within(2e-6));
        }
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
