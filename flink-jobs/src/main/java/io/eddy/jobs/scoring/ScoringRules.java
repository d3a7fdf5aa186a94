package io.eddy.jobs.scoring;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.model.eddy.EddyPredictor;
import io.eddy.model.ranker.RankerPredictor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What must hold between the scoring job's options. */
public final class ScoringRules {
  private ScoringRules() {}

  /**
   * Checks each option and the rules between them.
   *
   * @param known every option that may stand in the settings
   * @throws InvalidSettingsException listing all problems at once
   */
  public static void validate(Settings settings, Collection<Option<?>> known) {
    List<String> problems = new ArrayList<>(settings.problems(known));
    check(settings, problems);
    throwIfAny(problems);
  }

  /**
   * Checks the job's options, some of which a command may have set by itself, and the rules between
   * them.
   *
   * @throws InvalidSettingsException listing all problems at once
   */
  public static void requireConsistent(Settings settings) {
    List<String> problems = new ArrayList<>();
    for (Option<?> option : ScoringJob.OPTIONS) {
      settings.problem(option).ifPresent(problems::add);
    }
    check(settings, problems);
    throwIfAny(problems);
  }

  private static void throwIfAny(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  private static void check(Settings settings, List<String> problems) {
    if (valid(settings, ScoringOptions.PARALLELISM)
        && valid(settings, ScoringOptions.MAX_PARALLELISM)) {
      checkParallelism(settings, problems);
    }
    if (valid(settings, ScoringOptions.PREDICTOR)) {
      checkModel(settings, problems);
    }
    if (valid(settings, MemoryOptions.RESET)
        && valid(settings, ScoringOptions.PREDICTOR)
        && valid(settings, ScoringOptions.CHECKPOINT_INTERVAL)
        && valid(settings, ScoringOptions.ORDER_BOUND)) {
      checkReset(settings, problems);
    }
    if (valid(settings, ScoringOptions.SINK_GUARANTEE)
        && valid(settings, ScoringOptions.CHECKPOINT_INTERVAL)
        && valid(settings, ScoringOptions.TRANSACTION_TIMEOUT)) {
      checkTransactions(settings, problems);
    }
  }

  /** A rule is checked where its options are values; each bad value is a problem by itself. */
  private static boolean valid(Settings settings, Option<?> option) {
    return settings.problem(option).isEmpty();
  }

  private static void checkParallelism(Settings settings, List<String> problems) {
    int parallelism = settings.get(ScoringOptions.PARALLELISM);
    int max = settings.get(ScoringOptions.MAX_PARALLELISM);
    if (parallelism > max) {
      problems.add(
          "%s: %d is above %s: %d"
              .formatted(
                  ScoringOptions.PARALLELISM.key(),
                  parallelism,
                  ScoringOptions.MAX_PARALLELISM.key(),
                  max));
    }
  }

  private static void checkModel(Settings settings, List<String> problems) {
    String predictor = settings.get(ScoringOptions.PREDICTOR);
    if (predictor.equals(ScoringOptions.NO_PREDICTOR)
        && settings.get(MemoryOptions.BUNDLE).isEmpty()) {
      problems.add(
          "%s: with '%s' the job has nothing to do; name a network in %s, or a predictor"
              .formatted(ScoringOptions.PREDICTOR.key(), predictor, MemoryOptions.BUNDLE.key()));
    }
    boolean one = predictor.equals(EddyPredictor.NAME);
    boolean learned = one || predictor.equals(RankerPredictor.NAME);
    String bundle = settings.get(ScoringOptions.MODEL_BUNDLE);
    if (learned && bundle.isEmpty()) {
      problems.add(
          "%s: '%s' needs a bundle; train one with `eddy train %s` and give its folder as %s (--bundle DIR)"
              .formatted(
                  ScoringOptions.PREDICTOR.key(),
                  predictor,
                  predictor,
                  ScoringOptions.MODEL_BUNDLE.key()));
    } else if (!learned && !bundle.isEmpty()) {
      problems.add(
          "%s: '%s' is of no use to the predictor '%s'; set %s: %s or %s"
              .formatted(
                  ScoringOptions.MODEL_BUNDLE.key(),
                  bundle,
                  predictor,
                  ScoringOptions.PREDICTOR.key(),
                  RankerPredictor.NAME,
                  EddyPredictor.NAME));
    }
    String memory = settings.get(MemoryOptions.BUNDLE);
    if (one && !memory.isEmpty()) {
      problems.add(
          "%s: '%s' beside the predictor '%s', whose bundle has the network of the memories; leave it out"
              .formatted(MemoryOptions.BUNDLE.key(), memory, predictor));
    }
  }

  private static void checkReset(Settings settings, List<String> problems) {
    Duration window = settings.get(MemoryOptions.RESET);
    if (window.isZero()) {
      return;
    }
    if (settings.get(MemoryOptions.BUNDLE).isEmpty()
        && !settings.get(ScoringOptions.PREDICTOR).equals(EddyPredictor.NAME)) {
      problems.add(
          "%s: there is no memory to start anew; name a network in %s"
              .formatted(MemoryOptions.RESET.key(), MemoryOptions.BUNDLE.key()));
    }
    if (settings.get(ScoringOptions.CHECKPOINT_INTERVAL).isZero()) {
      problems.add(
          "%s: needs checkpoints, or a restart would forget what was written before; but %s is 0"
              .formatted(MemoryOptions.RESET.key(), ScoringOptions.CHECKPOINT_INTERVAL.key()));
    }
    Duration bound = settings.get(ScoringOptions.ORDER_BOUND);
    if (window.compareTo(bound) < 0) {
      problems.add(
          "%s: %d ms is shorter than %s: %d ms; events that still waited would be lost"
              .formatted(
                  MemoryOptions.RESET.key(),
                  window.toMillis(),
                  ScoringOptions.ORDER_BOUND.key(),
                  bound.toMillis()));
    }
  }

  private static void checkTransactions(Settings settings, List<String> problems) {
    if (settings.get(ScoringOptions.SINK_GUARANTEE) != SinkGuarantee.EXACTLY_ONCE) {
      return;
    }
    Duration interval = settings.get(ScoringOptions.CHECKPOINT_INTERVAL);
    Duration timeout = settings.get(ScoringOptions.TRANSACTION_TIMEOUT);
    if (interval.isZero()) {
      problems.add(
          "%s: exactly-once needs checkpoints, but %s is 0"
              .formatted(
                  ScoringOptions.SINK_GUARANTEE.key(), ScoringOptions.CHECKPOINT_INTERVAL.key()));
    } else if (timeout.compareTo(interval.multipliedBy(2)) < 0) {
      problems.add(
          "%s: %d ms is too short for checkpoints every %d ms; expected at least twice as long"
              .formatted(
                  ScoringOptions.TRANSACTION_TIMEOUT.key(),
                  timeout.toMillis(),
                  interval.toMillis()));
    }
  }
}
