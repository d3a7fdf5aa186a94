package io.eddy.model.smpnn.train;

import java.util.ArrayList;
import java.util.List;

/**
 * How a network is fitted.
 *
 * @param seed of parameters, dropout and draws
 * @param epochs at most so many
 * @param patience epochs without a better validation after which training ends
 * @param rate of learning
 * @param weightDecay of matrices (decoupled); biases, norms and scalars have none
 * @param featureDropout share of the features that a step does not see
 */
public record FitSettings(
    long seed, int epochs, int patience, double rate, double weightDecay, double featureDropout) {
  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  public FitSettings {
    List<String> errors = new ArrayList<>();
    if (epochs < 1) {
      errors.add("epochs = %d; expected 1 or more".formatted(epochs));
    }
    if (patience < 1) {
      errors.add("patience = %d; expected 1 or more".formatted(patience));
    }
    if (!(rate > 0)) {
      errors.add("rate = %s; expected above 0".formatted(rate));
    }
    if (!(weightDecay >= 0)) {
      errors.add("weightDecay = %s; expected 0 or more".formatted(weightDecay));
    }
    if (!(featureDropout >= 0 && featureDropout < 1)) {
      errors.add("featureDropout = %s; expected 0 to 1, exclusive".formatted(featureDropout));
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("SMPNN training: " + String.join("; ", errors));
    }
  }
}
