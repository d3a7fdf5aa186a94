package io.eddy.cli.train;

import io.eddy.model.smpnn.train.Consistency;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code eddy train smpnn} that say what is asked of nodes without a class. */
final class ConsistencyOptions {
  @Option(
      names = "--consistency",
      paramLabel = "WEIGHT",
      description = {
        "With --task classes: weight of how far passes that drop different things disagree about",
        "any node, 0 for none (default: 2)."
      })
  @Nullable Double weight;

  @Option(
      names = "--consistency-temperature",
      paramLabel = "T",
      description = {
        "Passes are drawn to their mean with this temperature, above 0 and at most 1; the lower,",
        "the more certain they become (default: 0.3)."
      })
  @Nullable Double temperature;

  @Option(
      names = "--consistency-passes",
      paramLabel = "N",
      description = "Passes of a step (default: 2).")
  @Nullable Integer passes;

  @Option(
      names = "--consistency-ramp",
      paramLabel = "EPOCHS",
      description = {
        "The weight grows over so many epochs: what the first take a node for is often wrong",
        "(default: 100)."
      })
  @Nullable Integer ramp;

  /** Whether any of them was given. */
  boolean given() {
    return weight != null || temperature != null || passes != null || ramp != null;
  }

  /**
   * What is asked in a classification.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  Consistency chosen() {
    return new Consistency(
        weight == null ? Consistency.CHOSEN.weight() : weight,
        temperature == null ? Consistency.CHOSEN.temperature() : temperature,
        passes == null ? Consistency.CHOSEN.passes() : passes,
        ramp == null ? Consistency.CHOSEN.ramp() : ramp);
  }
}
