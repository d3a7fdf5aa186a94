package io.eddy.model.eval;

import java.util.Arrays;

/**
 * Pooled quality of scores for links that were there and links that were not: average precision Σ
 * (R_n − R_{n−1})·P_n over the distinct scores from the highest down, which is the definition of
 * scikit-learn, and the area under the ROC curve. Not thread-safe.
 */
public final class AveragePrecision {
  private double[] positives = new double[16];
  private double[] negatives = new double[16];
  private int positiveCount;
  private int negativeCount;

  /**
   * Takes in the score of one link.
   *
   * @throws IllegalArgumentException if the score is NaN
   */
  public void add(double score, boolean positive) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("a link's score is NaN; the model is not usable");
    }
    if (positive) {
      positives = room(positives, positiveCount);
      positives[positiveCount++] = score;
    } else {
      negatives = room(negatives, negativeCount);
      negatives[negativeCount++] = score;
    }
  }

  /** Positive links so far. */
  public int positives() {
    return positiveCount;
  }

  /** Average precision; NaN without a positive link. */
  public double averagePrecision() {
    double[] up = sorted(positives, positiveCount);
    double[] down = sorted(negatives, negativeCount);
    double sum = 0;
    int p = up.length;
    int n = down.length;
    while (p > 0) {
      double threshold = up[p - 1];
      int before = p;
      while (p > 0 && up[p - 1] == threshold) {
        p--;
      }
      while (n > 0 && down[n - 1] >= threshold) {
        n--;
      }
      double found = up.length - p;
      sum += (before - p) * found / (found + down.length - n);
    }
    return sum / up.length;
  }

  /** Area under the ROC curve, ties counting half; NaN without links of both kinds. */
  public double rocAuc() {
    double[] up = sorted(positives, positiveCount);
    double[] down = sorted(negatives, negativeCount);
    double sum = 0;
    int below = 0;
    int upTo = 0;
    for (double score : up) {
      while (below < down.length && down[below] < score) {
        below++;
      }
      upTo = Math.max(upTo, below);
      while (upTo < down.length && down[upTo] == score) {
        upTo++;
      }
      sum += below + 0.5 * (upTo - below);
    }
    return sum / ((double) up.length * down.length);
  }

  private static double[] sorted(double[] values, int count) {
    double[] copy = Arrays.copyOf(values, count);
    Arrays.sort(copy);
    return copy;
  }

  private static double[] room(double[] values, int count) {
    return count == values.length ? Arrays.copyOf(values, 2 * count) : values;
  }
}
