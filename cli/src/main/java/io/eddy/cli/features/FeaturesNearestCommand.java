package io.eddy.cli.features;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import io.eddy.jobs.featurestore.topic.TopicStore;
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

  @Option(names = "--json", description = "Print one JSON object a node.")
  private boolean json;

  @Override
  public Integer call() {
    if (k < 1) {
      throw shared.badUsage("--k: '%d': expected 1 or more".formatted(k));
    }
    Settings settings = shared.settings();
    StoreKind kind = ChosenStore.of(store, settings, READABLE);
    Map<String, Embedding> all = kind == StoreKind.PARQUET ? files(settings) : topic(settings);
    Embedding to = all.get(node);
    if (to == null) {
      throw new CommandException(
          "no embedding of node '%s' among the %d in %s: ids are case-sensitive"
              .formatted(node, all.size(), kind.name().toLowerCase(Locale.ROOT)));
    }
    List<Neighbour> nearest = CosineSearch.nearest(all.values(), to, k);
    if (json) {
      nearest.forEach(neighbour -> Json.print(shared.out(), neighbour));
      return ExitCode.OK;
    }
    Table table = new Table("node", "cosine");
    nearest.forEach(
        neighbour ->
            table.row(neighbour.node(), String.format(Locale.ROOT, "%.6f", neighbour.cosine())));
    table.print(shared.out());
    return ExitCode.OK;
  }

  private static Map<String, Embedding> files(Settings settings) {
    Map<String, Embedding> all = new HashMap<>();
    try (ParquetStore files = new ParquetStore(settings)) {
      EmbeddingSnapshot snapshot =
          files.newest().flatMap(info -> files.snapshot(info.id())).orElse(null);
      for (int i = 0; snapshot != null && i < snapshot.info().nodes(); i++) {
        all.put(snapshot.nodes().get(i), snapshot.embedding(i));
      }
    }
    return all;
  }

  private static Map<String, Embedding> topic(Settings settings) {
    Map<String, Embedding> all = new HashMap<>();
    try (TopicStore topic = new TopicStore(settings)) {
      topic.readAll(embedding -> all.put(embedding.node(), embedding));
    }
    return all;
  }
}
