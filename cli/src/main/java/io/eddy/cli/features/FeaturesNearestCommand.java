package io.eddy.cli.features;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import io.eddy.jobs.featurestore.topic.TopicStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eddy features nearest}. */
@Command(
    name = "nearest",
    description = {
      "Show the nodes whose embeddings have the largest cosine to a node's.",
      "From the newest snapshot in the Parquet files, or the newest value of each node on the topic."
    })
final class FeaturesNearestCommand implements Callable<Integer> {
  /** From here on the file is not read and compared as a whole for every question. */
  static final int MANY = 50_000;

  private static final List<StoreKind> READABLE = List.of(StoreKind.PARQUET, StoreKind.TOPIC);

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Parameters(paramLabel = "NODE", description = "Id of the node, as in the edges.")
  private String node = "";

  @Option(
      names = "--k",
      defaultValue = "10",
      paramLabel = "K",
      description = "How many nodes are shown (default: ${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description = "parquet or topic (default: the first of these in eddy.features.stores).")
  private @Nullable String store;

  @Option(
      names = "--index",
      defaultValue = "auto",
      paramLabel = "HOW",
      description = {
        "exact compares all nodes; hnsw asks an index, which is made at the first question about a",
        "snapshot and kept beside its Parquet file, and may miss a node; auto is hnsw for snapshots",
        "of " + MANY + " nodes and more in Parquet files, else exact (default: ${DEFAULT-VALUE})."
      })
  private SearchMode mode = SearchMode.auto;

  @Option(names = "--json", description = "Print one JSON object a node.")
  private boolean json;

  @Override
  public Integer call() {
    if (k < 1) {
      throw shared.badUsage("--k: '%d': expected 1 or more".formatted(k));
    }
    Settings settings = shared.settings();
    StoreKind kind = ChosenStore.of(store, settings, READABLE);
    Nearest nearest = kind == StoreKind.PARQUET ? files(settings) : topic(settings);
    if (json) {
      nearest.nodes().forEach(neighbour -> Json.print(shared.out(), neighbour));
      return ExitCode.OK;
    }
    Table table = new Table("node", "cosine");
    nearest
        .nodes()
        .forEach(
            neighbour ->
                table.row(
                    neighbour.node(), String.format(Locale.ROOT, "%.6f", neighbour.cosine())));
    table.print(shared.out());
    shared.out().println(nearest.how());
    shared.out().flush();
    return ExitCode.OK;
  }

  /** What was found, and how it was looked for. */
  private record Nearest(List<Neighbour> nodes, String how) {}

  private Nearest files(Settings settings) {
    try (ParquetStore files = new ParquetStore(settings)) {
      SnapshotInfo info = files.newest().orElseThrow(() -> unknown(0, StoreKind.PARQUET));
      if (!byIndex(info)) {
        return exact(rows(files, info), StoreKind.PARQUET);
      }
      KeptIndex index = new KeptIndex(files.folder());
      if (!index.has(info)) {
        PrintWriter err = shared.command().commandLine().getErr();
        err.printf("making the index of %s, which is kept%n", info);
        err.flush();
      }
      List<Neighbour> found =
          index
              .nearest(info, () -> snapshot(files, info), node, k)
              .orElseThrow(() -> unknown(info.nodes(), StoreKind.PARQUET));
      return new Nearest(
          found, "of %,d nodes, by an index that may miss some".formatted(info.nodes()));
    } catch (IOException e) {
      throw new CommandException(
          "the index cannot be made or read, --index exact needs none: " + e, e);
    }
  }

  private boolean byIndex(SnapshotInfo info) {
    boolean fits = info.dimension() <= NearestIndex.LARGEST_DIMENSION;
    if (mode == SearchMode.hnsw && !fits) {
      throw new CommandException(
          "--index hnsw: embeddings of %d components are too long, it takes up to %d; use --index exact"
              .formatted(info.dimension(), NearestIndex.LARGEST_DIMENSION));
    }
    return mode == SearchMode.hnsw || mode == SearchMode.auto && fits && info.nodes() >= MANY;
  }

  private static EmbeddingSnapshot snapshot(ParquetStore files, SnapshotInfo info) {
    return files
        .snapshot(info.id())
        .orElseThrow(() -> new CommandException("%s was deleted meanwhile".formatted(info)));
  }

  private static Map<String, Embedding> rows(ParquetStore files, SnapshotInfo info) {
    Map<String, Embedding> all = new HashMap<>();
    EmbeddingSnapshot snapshot = snapshot(files, info);
    for (int i = 0; i < snapshot.info().nodes(); i++) {
      all.put(snapshot.nodes().get(i), snapshot.embedding(i));
    }
    return all;
  }

  private Nearest topic(Settings settings) {
    if (mode == SearchMode.hnsw) {
      throw new CommandException(
          "--index hnsw: an index is kept beside Parquet files only; use --store parquet, or --index exact");
    }
    Map<String, Embedding> all = new HashMap<>();
    try (TopicStore topic = new TopicStore(settings)) {
      topic.readAll(embedding -> all.put(embedding.node(), embedding));
    }
    return exact(all, StoreKind.TOPIC);
  }

  private Nearest exact(Map<String, Embedding> all, StoreKind kind) {
    Embedding to = all.get(node);
    if (to == null) {
      throw unknown(all.size(), kind);
    }
    return new Nearest(
        CosineSearch.nearest(all.values(), to, k),
        "of %,d nodes, all compared".formatted(all.size()));
  }

  private CommandException unknown(int nodes, StoreKind kind) {
    return new CommandException(
        "no embedding of node '%s' among the %d in %s: ids are case-sensitive"
            .formatted(node, nodes, kind.name().toLowerCase(Locale.ROOT)));
  }
}
