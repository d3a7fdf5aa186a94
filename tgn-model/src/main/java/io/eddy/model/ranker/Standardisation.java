package io.eddy.model.ranker;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * What turns a raw feature x into (x − mean) / deviation.
 *
 * @param means one a feature; shared, not to be changed
 * @param deviations one a feature, above 0, infinite for a feature that is left out; shared, not to
 *     be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every number; nobody compares them.
public record Standardisation(float[] means, float[] deviations) {

  /** Checks that every feature has a finite mean and a positive deviation. */
  public Standardisation {
    if (means.length == 0 || means.length != deviations.length) {
      throw new IllegalArgumentException(
          "%d means and %d deviations; expected one of each for every feature"
              .formatted(means.length, deviations.length));
    }
    for (int i = 0; i < means.length; i++) {
      if (!Float.isFinite(means[i]) || !(deviations[i] > 0)) {
        throw new IllegalArgumentException(
            "feature %d has mean %s and deviation %s; expected a finite mean and a deviation above 0"
                .formatted(i, means[i], deviations[i]));
      }
    }
  }

  /** This standardisation with some features left out: they become 0, whatever their value. */
  public Standardisation without(IntPredicate leftOut) {
    float[] wider = deviations.clone();
    for (int i = 0; i < wider.length; i++) {
      if (leftOut.test(i)) {
        wider[i] = Float.POSITIVE_INFINITY;
      }
    }
    return new Standardisation(means, wider);
  }

  /** This standardisation for rows with further columns at their end, which stay as they are. */
  public Standardisation followedByRaw(int columns) {
    float[] longer = Arrays.copyOf(deviations, size() + columns);
    Arrays.fill(longer, size(), longer.length, 1);
    return new Standardisation(Arrays.copyOf(means, longer.length), longer);
  }

  /** What a feature less its mean is multiplied by: 1 / deviation. */
  public float[] scales() {
    float[] scales = new float[deviations.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = 1 / deviations[i];
    }
    return scales;
  }

  /** Number of features. */
  public int size() {
    return means.length;
  }
}
