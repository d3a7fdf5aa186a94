package io.eddy.cli.snapshot;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.snapshot.SnapshotOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Short forms of the snapshot options that are given most often. */
final class SnapshotSettings {
  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description =
          "Bundle of an SMPNN, made by `eddy train smpnn`; short for -D eddy.snapshot.bundle=DIR.")
  private @Nullable Path bundle;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description = "How long an edge counts; short for -D eddy.snapshot.window=….")
  private @Nullable String window;

  @Option(
      names = "--stores",
      paramLabel = "STORE,…",
      description = "Where embeddings go; short for -D eddy.features.stores=….")
  private @Nullable String stores;

  /** The settings with what was given on the command line. */
  Settings over(Settings settings) {
    Map<String, String> given = new HashMap<>();
    if (bundle != null) {
      given.put(SnapshotOptions.BUNDLE.key(), bundle.toAbsolutePath().normalize().toString());
    }
    if (window != null) {
      given.put(SnapshotOptions.WINDOW.key(), window);
    }
    if (stores != null) {
      given.put(FeatureStoreOptions.STORES.key(), stores);
    }
    return given.isEmpty() ? settings : settings.with(given, "--bundle, --window, --stores");
  }
}
