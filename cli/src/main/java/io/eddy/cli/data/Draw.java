package io.eddy.cli.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Seeded draws from the distributions that payments need. {@link StrictMath} only, so that every
 * machine draws the same.
 */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From low to high, both possible. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  double uniform(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /** exp(N(mean, deviation)), by the Box-Muller transform. */
  double logNormal(double mean, double deviation) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    double normal = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    return StrictMath.exp(mean + deviation * normal);
  }

  /** Whole number from 0 with P(k) falling by half each, cut at bound. */
  int geometric(int bound) {
    int drawn = 0;
    while (drawn < bound - 1 && random.nextDouble() < 0.5) {
      drawn++;
    }
    return drawn;
  }

  /** So many different whole numbers below a bound. */
  int[] distinct(int count, int bound) {
    int[] drawn = new int[count];
    for (int i = 0; i < count; ) {
      int candidate = random.nextInt(bound);
      if (Arrays.stream(drawn, 0, i).noneMatch(earlier -> earlier == candidate)) {
        drawn[i++] = candidate;
      }
    }
    return drawn;
  }

  /**
   * Weights of a power law for so many items, heaviest anywhere: Pareto, cut so that no one rules.
   */
  double[] cumulativePareto(int items, double shape) {
    double[] cumulative = new double[items];
    double sum = 0;
    double cap = StrictMath.pow(items, 0.8 / shape);
    for (int i = 0; i < items; i++) {
      double weight = StrictMath.pow(1 - random.nextDouble(), -1 / shape);
      sum += Math.min(weight, cap);
      cumulative[i] = sum;
    }
    return cumulative;
  }

  /** An item by its share of cumulative weights. */
  int weighted(double[] cumulative) {
    double at = random.nextDouble() * cumulative[cumulative.length - 1];
    int found = Arrays.binarySearch(cumulative, at);
    return Math.min(cumulative.length - 1, found >= 0 ? found + 1 : -found - 1);
  }
}
