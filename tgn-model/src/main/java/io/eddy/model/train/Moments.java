package io.eddy.model.train;

import io.eddy.model.ranker.Standardisation;

/** Running mean and variance of every feature (Welford 1962). Not thread-safe. */
final class Moments {
  private final double[] means;
  private final double[] squares;
  private long count;

  /** Nothing seen of so many features. */
  Moments(int features) {
    this.means = new double[features];
    this.squares = new double[features];
  }

  /** Takes in rows, {@code count} of them at the front of the array. */
  void add(float[] rows, int rowCount) {
    int features = means.length;
    for (int row = 0; row < rowCount; row++) {
      count++;
      for (int i = 0; i < features; i++) {
        double value = rows[row * features + i];
        double before = value - means[i];
        means[i] += before / count;
        squares[i] += before * (value - means[i]);
      }
    }
  }

  /**
   * Mean and standard deviation; a feature that never changed gets deviation 1 and so becomes 0.
   *
   * @throws TrainingException if no row was seen
   */
  Standardisation standardisation() {
    if (count == 0) {
      throw new TrainingException("no rows to standardise the features by");
    }
    float[] mean = new float[means.length];
    float[] deviation = new float[means.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) means[i];
      double spread = Math.sqrt(squares[i] / count);
      deviation[i] = spread < 1e-6 ? 1 : (float) spread;
    }
    return new Standardisation(mean, deviation);
  }
}
