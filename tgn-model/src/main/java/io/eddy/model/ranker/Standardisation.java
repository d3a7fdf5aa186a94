package io.eddy.model.ranker;

/**
 * What turns a raw feature x into (x − mean) / deviation.
 *
 * @param means one a feature; shared, not to be changed
 * @param deviations one a feature, above 0; shared, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every number; nobody compares them.
public record Standardisation(float[] means, float[] deviations) {

  /** Checks that every feature has a finite mean and a positive, finite deviation. */
  public Standardisation {
    if (means.length == 0 || means.length != deviations.length) {
      throw new IllegalArgumentException(
          "%d means and %d deviations; expected one of each for every feature"
              .formatted(means.length, deviations.length));
    }
    for (int i = 0; i < means.length; i++) {
      if (!Float.isFinite(means[i]) || !Float.isFinite(deviations[i]) || !(deviations[i] > 0)) {
        throw new IllegalArgumentException(
            "feature %d has mean %s and deviation %s; expected finite numbers and a deviation above 0"
                .formatted(i, means[i], deviations[i]));
      }
    }
  }

  /** Number of features. */
  public int size() {
    return means.length;
  }
}
