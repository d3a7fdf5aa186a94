package io.eddy.model.ranker;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded parameters and rows. */
public final class RandomParameters {
  private RandomParameters() {}

  /** A network of these widths, features first. */
  public static RankerParameters of(long seed, int... widths) {
    Random random = new Random(seed);
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      layers.add(
          new DenseLayer(
              widths[i - 1],
              widths[i],
              normal(random, widths[i - 1] * widths[i], 0.3f),
              normal(random, widths[i], 0.3f)));
    }
    float[] deviations = new float[widths[0]];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = 0.2f + random.nextFloat();
    }
    return new RankerParameters(
        new Standardisation(normal(random, widths[0], 1), deviations), layers);
  }

  /** Normal numbers. */
  public static float[] normal(Random random, int count, float deviation) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() * deviation;
    }
    return values;
  }
}
