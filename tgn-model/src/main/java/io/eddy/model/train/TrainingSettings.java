package io.eddy.model.train;

import io.eddy.memory.ranker.FeatureBlock;
import java.util.List;
import java.util.Set;

/**
 * How the ranker is trained.
 *
 * @param seed of the parameters, the sampling and the order of queries
 * @param epochs passes over the queries
 * @param queriesPerStep queries of a step
 * @param candidates candidates of a query, the true one among them
 * @param peakRate the highest learning rate
 * @param warmupSteps steps until it is reached
 * @param weightDecay decoupled from the gradient
 * @param maxQueries at most so many queries, the latest of the training part
 * @param without blocks of features that the network does not see, to learn what they are worth
 */
public record TrainingSettings(
    long seed,
    int epochs,
    int queriesPerStep,
    int candidates,
    double peakRate,
    int warmupSteps,
    double weightDecay,
    int maxQueries,
    List<FeatureBlock> without) {

  /** Epochs unless the user asks for others. */
  public static final int DEFAULT_EPOCHS = 3;

  /** Checks that every count is positive and every rate is a number that can be. */
  public TrainingSettings {
    without = without.stream().distinct().sorted().toList();
    if (epochs < 1 || queriesPerStep < 1 || warmupSteps < 0 || maxQueries < 1) {
      throw new IllegalArgumentException(
          "%d epochs of %d queries, %d a step, %d steps of warm-up; expected 1 or more (warm-up: 0 or more)"
              .formatted(epochs, maxQueries, queriesPerStep, warmupSteps));
    }
    if (candidates < 2) {
      throw new IllegalArgumentException(
          "%d candidates a query; expected 2 or more".formatted(candidates));
    }
    if (!(peakRate > 0) || !(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "learning rate %s and weight decay %s; expected above 0, and 0 or more"
              .formatted(peakRate, weightDecay));
    }
  }

  /** The settings that the published numbers were made with. */
  public static TrainingSettings of(long seed, int epochs) {
    return new TrainingSettings(seed, epochs, 64, 128, 2e-3, 200, 1e-2, 100_000, List.of());
  }

  /** These settings for a network that does not see some blocks of features. */
  public TrainingSettings without(Set<FeatureBlock> blocks) {
    return new TrainingSettings(
        seed,
        epochs,
        queriesPerStep,
        candidates,
        peakRate,
        warmupSteps,
        weightDecay,
        maxQueries,
        List.copyOf(blocks));
  }
}
