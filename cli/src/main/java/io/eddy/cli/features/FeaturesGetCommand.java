package io.eddy.cli.features;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.Table;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.StoreKind;
import java.io.PrintWriter;
import java.util.ArrayList;
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

/** {@code eddy features get}. */
@Command(
    name = "get",
    description = {
      "Show the embeddings that a feature store has of nodes.",
      "Nodes without one are left out; if none has one, the exit code is 1."
    })
final class FeaturesGetCommand implements Callable<Integer> {
  private static final List<StoreKind> READABLE =
      List.of(StoreKind.REDIS, StoreKind.PARQUET, StoreKind.TOPIC);

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Parameters(paramLabel = "NODE", arity = "1..*", description = "Ids, as in the edges.")
  private List<String> nodes = new ArrayList<>();

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description =
          "redis, parquet or topic (default: the first of these in eddy.features.stores).")
  private @Nullable String store;

  @Option(
      names = "--components",
      defaultValue = "6",
      paramLabel = "N",
      description = "How many components are shown (default: ${DEFAULT-VALUE}).")
  private int components;

  @Option(names = "--json", description = "Print one JSON object a node, with all components.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = shared.settings();
    StoreKind kind = ChosenStore.of(store, settings, READABLE);
    Map<String, Embedding> found;
    try (FeatureStore opened = StoreFactory.open(kind, settings)) {
      found = opened.read(nodes);
    }
    List<String> missing = nodes.stream().filter(node -> !found.containsKey(node)).toList();
    String without =
        "%s has no embedding of %s: was there a snapshot with them? ids are case-sensitive"
            .formatted(kind.name().toLowerCase(Locale.ROOT), String.join(", ", missing));
    if (found.isEmpty()) {
      throw new CommandException(without);
    }
    if (!missing.isEmpty()) {
      shared.command().commandLine().getErr().println("note: " + without);
    }
    PrintWriter out = shared.out();
    if (json) {
      found.values().forEach(embedding -> Json.print(out, EmbeddingReport.of(embedding)));
      return ExitCode.OK;
    }
    Table table = new Table("node", "snapshot", "event time", "model", "embedding");
    for (String node : nodes) {
      Embedding embedding = found.get(node);
      if (embedding != null) {
        EmbeddingReport report = EmbeddingReport.of(embedding);
        table.row(
            node,
            report.snapshot(),
            report.time(),
            report.model(),
            EmbeddingReport.shortened(embedding.vector(), components));
      }
    }
    table.print(out);
    return ExitCode.OK;
  }
}
