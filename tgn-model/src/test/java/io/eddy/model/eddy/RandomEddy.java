package io.eddy.model.eddy;

import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.RandomParameters;
import io.eddy.model.ranker.Standardisation;
import java.util.Random;

/** Seeded towers and decoders. */
public final class RandomEddy {
  private RandomEddy() {}

  /** Towers from E and D numbers to R, and a decoder behind them. */
  public static EddyParameters of(long seed, int embedding, int memory, int towerSize) {
    Random random = new Random(seed);
    return new EddyParameters(
        tower(random, embedding, towerSize),
        tower(random, memory, towerSize),
        RandomParameters.of(seed, EddyParameters.columns(towerSize), 12, 5, 1));
  }

  private static TowerParameters tower(Random random, int inputs, int outputs) {
    float[] deviations = new float[inputs];
    for (int i = 0; i < inputs; i++) {
      deviations[i] = 0.2f + random.nextFloat();
    }
    return new TowerParameters(
        new Standardisation(RandomParameters.normal(random, inputs, 1), deviations),
        new DenseLayer(
            inputs,
            outputs,
            RandomParameters.normal(random, inputs * outputs, 0.3f),
            RandomParameters.normal(random, outputs, 0.3f)));
  }
}
