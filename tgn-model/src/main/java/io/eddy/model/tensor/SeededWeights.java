package io.eddy.model.tensor;

import ai.djl.training.initializer.Initializer;
import java.util.Random;

/**
 * Initial weights drawn from one seed: blocks that are made and initialised in the same order get
 * the same weights on every machine, which PyTorch's own generator does not promise. Not
 * thread-safe.
 */
public final class SeededWeights {
  private final Random random;

  /** Weights of a seed. */
  public SeededWeights(long seed) {
    this.random = new Random(seed);
  }

  /** Uniform in ±1/√inputs, as PyTorch draws its linear and recurrent layers. */
  public Initializer fanIn(int inputs) {
    return uniform(1 / Math.sqrt(inputs));
  }

  /** Uniform in ±√(6 / (inputs + outputs)) (Glorot and Bengio 2010). */
  public Initializer glorotUniform(int inputs, int outputs) {
    return uniform(Math.sqrt(6.0 / (inputs + outputs)));
  }

  /** Normal with deviation √(2 / (inputs + outputs)) (Glorot and Bengio 2010). */
  public Initializer glorotNormal(int inputs, int outputs) {
    double deviation = Math.sqrt(2.0 / (inputs + outputs));
    return (manager, shape, type) -> {
      float[] values = new float[(int) shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * deviation);
      }
      return manager.create(values, shape);
    };
  }

  private Initializer uniform(double bound) {
    return (manager, shape, type) -> {
      float[] values = new float[(int) shape.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      return manager.create(values, shape);
    };
  }
}
