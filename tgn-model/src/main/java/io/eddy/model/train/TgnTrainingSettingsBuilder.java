package io.eddy.model.train;

/** Makes {@link TgnTrainingSettings}, which say what each number is. */
public final class TgnTrainingSettingsBuilder {
  private long seed;
  private int epochs;
  private int patience;
  private int batch = 100;
  private int negatives = 1;
  private double historicalShare;
  private double peakRate = 1e-3;
  private int warmupSteps;
  private int validationEvents = 2_000;
  private double ponder = TgnTrainingSettings.PONDER;

  TgnTrainingSettingsBuilder(int epochs) {
    this.epochs = epochs;
    this.patience = epochs;
  }

  /** Of the parameters and the negatives; 0 unless given. */
  public TgnTrainingSettingsBuilder optSeed(long value) {
    seed = value;
    return this;
  }

  /** Epochs without a better validation MRR after which training ends; all unless given. */
  public TgnTrainingSettingsBuilder optPatience(int value) {
    patience = value;
    return this;
  }

  /** Events of a step; 100 unless given. */
  public TgnTrainingSettingsBuilder optBatch(int value) {
    batch = value;
    return this;
  }

  /** Negatives an event; 1 unless given. */
  public TgnTrainingSettingsBuilder optNegatives(int value) {
    negatives = value;
    return this;
  }

  /** Share of the negatives that is drawn from the source's past; 0 unless given. */
  public TgnTrainingSettingsBuilder optHistoricalShare(double value) {
    historicalShare = value;
    return this;
  }

  /** The highest learning rate; 1e-3 unless given. */
  public TgnTrainingSettingsBuilder optPeakRate(double value) {
    peakRate = value;
    return this;
  }

  /** Steps until the highest learning rate is reached; 0 unless given. */
  public TgnTrainingSettingsBuilder optWarmupSteps(int value) {
    warmupSteps = value;
    return this;
  }

  /** At most so many validation events are ranked after an epoch; 2,000 unless given. */
  public TgnTrainingSettingsBuilder optValidationEvents(int value) {
    validationEvents = value;
    return this;
  }

  /**
   * What the loss has of the mean energy that reactions of waves leave; {@link
   * TgnTrainingSettings#PONDER} unless given.
   */
  public TgnTrainingSettingsBuilder optPonder(double value) {
    ponder = value;
    return this;
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  public TgnTrainingSettings build() {
    return new TgnTrainingSettings(
        seed,
        epochs,
        patience,
        batch,
        negatives,
        historicalShare,
        peakRate,
        warmupSteps,
        validationEvents,
        ponder);
  }
}
