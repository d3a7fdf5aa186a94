package io.eddy.cli.snapshot;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.SettingsSource;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.Progress;
import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.snapshot.OfflineSnapshot;
import io.eddy.jobs.snapshot.SnapshotModel;
import io.eddy.jobs.snapshot.SnapshotRules;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code eddy snapshot run}: one snapshot of a data set, without a job. */
@Command(
    name = "run",
    description =
        "Embed the nodes of a data set as of its newest event and write them to the feature stores"
            + " (only to Parquet unless --stores says more), without Kafka and Flink.")
final class SnapshotRunCommand implements Callable<Integer>, SettingsSource {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final SnapshotSettings snapshotSettings = new SnapshotSettings();

  @picocli.CommandLine.Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|FILE",
      description = "Data set of the catalogue, or a file (see `eddy data list`).")
  private String data = "";

  @Override
  public Settings settings() {
    Settings settings = snapshotSettings.over(shared.settings());
    return settings.has(FeatureStoreOptions.STORES)
        ? settings
        : settings.with(FeatureStoreOptions.STORES, Option.spelled(StoreKind.PARQUET));
  }

  @Override
  public Integer call() {
    Settings settings = settings();
    SnapshotRules.requireConsistent(settings);
    PrintWriter out = shared.out();
    EmbeddingSnapshot snapshot = snapshot(settings);
    out.println(snapshot.info());
    for (StoreKind kind : StoreFactory.kinds(settings)) {
      try (FeatureStore store = StoreFactory.open(kind, settings)) {
        out.printf("%s: %d nodes written%n", Option.spelled(kind), store.publish(snapshot));
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private EmbeddingSnapshot snapshot(Settings settings) {
    try (SnapshotModel model = SnapshotModel.open(settings)) {
      DataSet set = DataCatalog.standard().open(data, Progress.NONE);
      OfflineSnapshot offline = new OfflineSnapshot(settings);
      for (DataEvent event : set.events()) {
        offline.add(edge(event));
      }
      return offline
          .newestMicros()
          .flatMap(newest -> offline.at(model, newest))
          .orElseThrow(
              () ->
                  new CommandException(
                      "the data set '%s' has no edge with a weight".formatted(data)));
    }
  }

  private static Edge edge(DataEvent event) {
    return new Edge(
        new EdgeRef(event.id(), event.src(), event.dst(), event.timeMicros(), 0, 0),
        event.features(),
        event.type());
  }
}
