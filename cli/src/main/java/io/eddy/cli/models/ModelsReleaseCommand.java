package io.eddy.cli.models;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.BundleKind;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eddy models release}. */
@Command(
    name = "release",
    description = {
      "Announce a bundle on the models topic. Every running job of this model name works with it",
      "from its next event on, without a restart; a job refuses one that expects other features",
      "or memories of other dimensions."
    })
final class ModelsReleaseCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Parameters(
      paramLabel = "DIR",
      description = "A bundle, made by `eddy train ranker`, `eddy train tgn` or `eddy train eddy`.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Settings settings = shared.settings();
    String kind = BundleKind.of(folder);
    String sha256 =
        switch (kind) {
          case TgnManifest.TGN -> TgnBundle.load(folder).sha256();
          case EddyManifest.EDDY -> EddyBundle.load(folder).sha256();
          default -> Bundle.load(folder).sha256();
        };
    String version = Bundle.version(sha256);
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      broker.requireTopics(Topic.MODELS);
    }
    boolean network = kind.equals(TgnManifest.TGN);
    String name = settings.get(network ? MemoryOptions.NAME : ScoringOptions.MODEL_NAME);
    new Announcement(settings).send(name, folder, version, sha256);
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("model", name);
      report.put("version", version);
      report.put("sha256", sha256);
      Json.print(shared.out(), report);
    } else {
      shared.out().printf("released version %s of model '%s'%n", version, name);
      shared.out().flush();
    }
    return ExitCode.OK;
  }
}
