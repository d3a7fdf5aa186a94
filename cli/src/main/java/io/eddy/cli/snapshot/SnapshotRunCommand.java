package io.eddy.cli.snapshot;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.SettingsSource;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.GraphData;
import io.eddy.cli.data.NodeLabels;
import io.eddy.cli.data.Planetoid;
import io.eddy.cli.data.Progress;
import io.eddy.cli.plot.EmbeddingPlot;
import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.snapshot.OfflineSnapshot;
import io.eddy.jobs.snapshot.SnapshotModel;
import io.eddy.jobs.snapshot.SnapshotRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code eddy snapshot run}: one snapshot of a data set, without a job. */
@Command(
    name = "run",
    description =
        "Embed the nodes of a data set as of its newest event (of now, for a graph that stands still) and write them to the feature stores"
            + " (only to Parquet unless --stores says more), without Kafka and Flink.")
final class SnapshotRunCommand implements Callable<Integer>, SettingsSource {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final SnapshotSettings snapshotSettings = new SnapshotSettings();

  @picocli.CommandLine.Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|FILE",
      description = "cora, citeseer, a stream (see `eddy data list`) or a CSV file.")
  private String data = "";

  @picocli.CommandLine.Option(
      names = "--plot",
      paramLabel = "FILE",
      description = {
        "Also draw the embeddings on their two principal components as PNG, coloured by the nodes'",
        "labels where the data have them."
      })
  private @Nullable Path plot;

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
    Labelled labelled =
        Planetoid.has(data) ? still(Planetoid.open(data), settings) : stream(settings);
    EmbeddingSnapshot snapshot = labelled.snapshot();
    out.println(snapshot.info());
    if (plot != null) {
      draw(plot, labelled);
      out.printf("plot: %s%n", plot);
    }
    for (StoreKind kind : StoreFactory.kinds(settings)) {
      try (FeatureStore store = StoreFactory.open(kind, settings)) {
        int written = store.publish(snapshot);
        out.printf("%s: %d nodes written%n", Option.spelled(kind), written);
        if (written == 0 && snapshot.info().nodes() > 0) {
          store.newest().ifPresent(held -> out.printf("  because it holds %s, not older%n", held));
        }
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  /** A snapshot, and the labels of its nodes, -1 for none. */
  @SuppressWarnings("ArrayRecordComponent") // Only drawn.
  private record Labelled(EmbeddingSnapshot snapshot, int[] labels) {}

  private void draw(Path file, Labelled labelled) {
    SnapshotInfo info = labelled.snapshot().info();
    if (info.dimension() < 2) {
      throw new CommandException(
          "--plot: embeddings of %d component have no second dimension"
              .formatted(info.dimension()));
    }
    try {
      EmbeddingPlot.write(
          file,
          "%s: %,d nodes, %s".formatted(data, info.nodes(), info.model()),
          labelled.snapshot().vectors(),
          info.dimension(),
          labelled.labels());
    } catch (IOException e) {
      throw new CommandException("cannot write '%s': %s".formatted(file, e), e);
    }
  }

  private static Labelled still(GraphData graph, Settings settings) {
    return new Labelled(GivenSnapshot.of(graph, settings, Instant.now()), graph.classes());
  }

  private Labelled stream(Settings settings) {
    try (SnapshotModel model = SnapshotModel.open(settings)) {
      DataSet set = DataCatalog.standard().open(data, Progress.NONE);
      OfflineSnapshot offline = new OfflineSnapshot(settings);
      for (DataEvent event : set.events()) {
        offline.add(edge(event));
      }
      return offline
          .newestMicros()
          .flatMap(newest -> offline.at(model, newest))
          .map(snapshot -> new Labelled(snapshot, NodeLabels.of(set, snapshot.nodes())))
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
