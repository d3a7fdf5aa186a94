package io.eddy.model.train;

import java.util.ArrayList;
import java.util.List;

/**
 * How a temporal graph network is trained.
 *
 * @param seed of the parameters and the negatives
 * @param epochs at most so many passes over the training events
 * @param patience epochs without a better validation MRR after which training ends
 * @param batch events of a step, 1 or more; memories are those of before the batch
 * @param negatives an event
 * @param historicalShare of the negatives, drawn from the source's past; the others are drawn
 *     uniformly from all training destinations
 * @param peakRate the highest learning rate
 * @param warmupSteps steps until it is reached
 * @param validationEvents at most so many validation events are ranked after an epoch
 * @param ponder what the loss has of the mean energy that reactions of waves leave; 0 or more
 */
public record TgnTrainingSettings(
    long seed,
    int epochs,
    int patience,
    int batch,
    int negatives,
    double historicalShare,
    double peakRate,
    int warmupSteps,
    int validationEvents,
    double ponder) {
  /** What waves pay for energy they go on with, unless it is said. */
  public static final double PONDER = 0.01;

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  public TgnTrainingSettings {
    List<String> errors = new ArrayList<>();
    positive(errors, "epochs", epochs);
    positive(errors, "patience", patience);
    positive(errors, "batch", batch);
    positive(errors, "negatives", negatives);
    positive(errors, "validationEvents", validationEvents);
    if (!(historicalShare >= 0 && historicalShare <= 1)) {
      errors.add("historicalShare = %s; expected 0 to 1".formatted(historicalShare));
    }
    if (!(peakRate > 0)) {
      errors.add("peakRate = %s; expected above 0".formatted(peakRate));
    }
    if (warmupSteps < 0) {
      errors.add("warmupSteps = %d; expected 0 or more".formatted(warmupSteps));
    }
    if (!(ponder >= 0)) {
      errors.add("ponder = %s; expected 0 or more".formatted(ponder));
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("TGN training: " + String.join("; ", errors));
    }
  }

  /** Settings of so many epochs, to be changed. */
  public static TgnTrainingSettingsBuilder builder(int epochs) {
    return new TgnTrainingSettingsBuilder(epochs);
  }

  private static void positive(List<String> errors, String name, int value) {
    if (value < 1) {
      errors.add("%s = %d; expected 1 or more".formatted(name, value));
    }
  }
}
