package io.eddy.cli;

import io.eddy.config.Option;
import io.eddy.ingest.IngestOptions;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.snapshot.SnapshotOptions;
import io.eddy.schemas.topics.ConnectionOptions;
import java.util.List;
import java.util.stream.Stream;

/** Every option that a configuration may hold, from all modules. */
public final class AllOptions {
  /** One constant a key; {@code AllOptionsTest} checks that no key is declared twice. */
  public static final List<Option<?>> ALL =
      Stream.of(
              ConnectionOptions.ALL,
              IngestOptions.ALL,
              ScoringOptions.ALL,
              SnapshotOptions.ALL,
              FeatureStoreOptions.ALL,
              DeviceOptions.ALL)
          .<Option<?>>flatMap(List::stream)
          .toList();

  private AllOptions() {}
}
