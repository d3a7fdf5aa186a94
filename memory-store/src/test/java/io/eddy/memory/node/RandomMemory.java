package io.eddy.memory.node;

import java.util.Random;

/** Memories as a stream would leave them, from a seed. */
public final class RandomMemory {
  private RandomMemory() {}

  public static MemoryShape shape(Random random) {
    Precision[] precisions = Precision.values();
    return new MemoryShape(
        1 + random.nextInt(12),
        random.nextInt(5),
        random.nextInt(8),
        precisions[random.nextInt(precisions.length)],
        precisions[random.nextInt(precisions.length)]);
  }

  /** A memory of a random shape after some updates and mails, a few of them behind time. */
  public static NeuralMemory of(Random random) {
    NeuralMemory memory = new NeuralMemory(shape(random));
    long time = 1_700_000_000_000_000L;
    for (int i = random.nextInt(30); i > 0; i--) {
      time += random.nextInt(10_000_000) - 1_000_000;
      happen(memory, time, random);
    }
    return memory;
  }

  /** One random change of a memory. */
  static void happen(NeuralMemory memory, long time, Random random) {
    MemoryShape shape = memory.shape();
    switch (random.nextInt(3)) {
      case 0 -> memory.update(vector(random, shape.memory()), time);
      case 1 ->
          memory
              .mailbox()
              .add(
                  "n" + random.nextInt(5),
                  time,
                  vector(random, shape.features()),
                  vector(random, shape.memory()));
      default -> memory.mailbox().refresh("n" + random.nextInt(5), vector(random, shape.memory()));
    }
  }

  static float[] vector(Random random, int width) {
    float[] vector = new float[width];
    for (int i = 0; i < width; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
