package io.eddy.cli.snapshot;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.data.GraphData;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.snapshot.SnapshotModel;
import io.eddy.jobs.snapshot.SnapshotOptions;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.smpnn.engine.NodeEmbedder;
import io.eddy.model.smpnn.graph.CsrGraph;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The snapshot of a graph that stands still and whose nodes come with features. */
final class GivenSnapshot {
  private GivenSnapshot() {}

  /**
   * Embeds a graph's nodes; their names are their numbers.
   *
   * @param now what the snapshot's time is: such a graph has none
   * @throws CommandException if the settings' network was trained on other features
   */
  static EmbeddingSnapshot of(GraphData data, Settings settings, Instant now) {
    SmpnnBundle bundle = SmpnnBundle.load(Path.of(settings.get(SnapshotOptions.BUNDLE)));
    SmpnnManifest manifest = bundle.manifest();
    int columns = data.features().columns();
    if (!manifest.features().equals(SmpnnManifest.GIVEN)
        || manifest.settings().inputs() != columns) {
      throw new CommandException(
          "the network in '%s' was trained on %d features '%s' of '%s', but the nodes of '%s' have %d features '%s'; train one with `eddy train smpnn --data %s`"
              .formatted(
                  settings.get(SnapshotOptions.BUNDLE),
                  manifest.settings().inputs(),
                  manifest.features(),
                  manifest.data().name(),
                  data.name(),
                  columns,
                  SmpnnManifest.GIVEN,
                  data.name()));
    }
    List<String> names = IntStream.range(0, data.nodes()).mapToObj(Integer::toString).toList();
    long interval = settings.get(SnapshotOptions.INTERVAL).toMillis();
    try (CsrGraph graph = data.graph();
        NodeEmbedder network = SnapshotModel.forGiven(bundle, settings)) {
      return new EmbeddingSnapshot(
          new SnapshotInfo(
              Math.floorDiv(now.toEpochMilli(), interval),
              now.toEpochMilli() * 1_000L,
              SnapshotModel.name(bundle),
              network.outputs(),
              names.size()),
          names,
          network.embed(graph, data.features().values()));
    }
  }
}
