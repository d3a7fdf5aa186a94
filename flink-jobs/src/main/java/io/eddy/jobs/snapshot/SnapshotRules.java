package io.eddy.jobs.snapshot;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.scoring.ScoringRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What must hold between the snapshot job's options. */
public final class SnapshotRules {
  private SnapshotRules() {}

  /**
   * Checks the rules between options, each of which must be valid.
   *
   * @throws InvalidSettingsException listing all problems at once
   */
  public static void requireConsistent(Settings settings) {
    ScoringRules.requireConsistent(settings);
    List<String> problems = new ArrayList<>();
    if (settings.get(SnapshotOptions.BUNDLE).isEmpty()) {
      problems.add(
          "%s is required: train a network with `eddy train smpnn` and give its folder"
              .formatted(SnapshotOptions.BUNDLE.key()));
    }
    Duration ttl = settings.get(FeatureStoreOptions.TTL);
    Duration interval = settings.get(SnapshotOptions.INTERVAL);
    if (settings.get(SnapshotOptions.TICKS) == TickKind.WALL_TIME
        && StoreFactory.kinds(settings).contains(StoreKind.REDIS)
        && !ttl.isZero()
        && ttl.compareTo(interval.multipliedBy(2)) < 0) {
      problems.add(
          "%s: %d ms is shorter than two intervals of %d ms (%s): embeddings would expire between two snapshots when one fails"
              .formatted(
                  FeatureStoreOptions.TTL.key(),
                  ttl.toMillis(),
                  interval.toMillis(),
                  SnapshotOptions.INTERVAL.key()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }
}
