package io.eddy.cli.bench;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SettingsSource;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.scoring.PredictorOptions;
import io.eddy.cli.scoring.WorkFolder;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringRules;
import io.eddy.jobs.snapshot.TickKind;
import io.eddy.schemas.EdgeEvent;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy bench snapshot}: what snapshots cost the scoring job beside them. */
@Command(
    name = "snapshot",
    description = {
      "Measure how long predictions take while a snapshot is made beside the scoring job, and while"
          + " none is: edges topic, both jobs, predictions topic, with broker and producer in the"
          + " same process and an SMPNN with random weights, 2 layers of width 64. Events are seeded"
          + " ones and snapshots come by the clock, or, with --data, those of a data set with"
          + " snapshots by event time.",
      "First a warm-up; then an open-loop rate without the snapshot job; then the same with it."
    })
final class SnapshotsCommand implements Callable<Integer>, SettingsSource {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final PredictorOptions predictor = new PredictorOptions();

  @Option(
      names = "--nodes",
      defaultValue = "50000",
      paramLabel = "N",
      description =
          "Nodes of the stream, a tenth of them destinations (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--data",
      paramLabel = "NAME|FILE",
      description = "A data set (see `eddy data list`) or a CSV file, instead of seeded events.")
  private @Nullable String data;

  @Option(
      names = "--days",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "With --data, days of event time between two snapshots (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--warm-up",
      defaultValue = "200000",
      paramLabel = "N",
      description = "Events before anything is measured (default: ${DEFAULT-VALUE}).")
  private long warmUp;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Events a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      paramLabel = "N",
      description = "Length of each of the two parts (default: ${DEFAULT-VALUE}).")
  private long seconds;

  @Option(
      names = "--every",
      defaultValue = "5",
      paramLabel = "SECONDS",
      description = "Without --data, time between two snapshots (default: ${DEFAULT-VALUE}).")
  private int every;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Settings settings() {
    return predictor.over(shared.settings());
  }

  @Override
  public Integer call() throws InterruptedException {
    if (nodes < 20 || warmUp < 1 || !(rate > 0) || seconds < 1 || every < 1 || days < 1) {
      throw shared.badUsage(
          "--nodes %d --warm-up %d --rate %s --seconds %d --every %d --days %d: expected at least 20, 1, more than 0, 1, 1 and 1"
              .formatted(nodes, warmUp, rate, seconds, every, days));
    }
    Settings settings = settings();
    ScoringRules.requireConsistent(settings);
    try (WorkFolder work = WorkFolder.open(null)) {
      SnapshotBench bench =
          new SnapshotBench(work.path(), settings, shared.command().commandLine().getErr());
      SnapshotBenchResult result =
          data == null
              ? bench.run(
                  new SeededEdges(Pairs.drawn(nodes), 0),
                  warmUp,
                  rate,
                  seconds,
                  Duration.ofSeconds(every),
                  TickKind.WALL_TIME)
              : bench.run(
                  edges(data), warmUp, rate, seconds, Duration.ofDays(days), TickKind.EVENT_TIME);
      if (json) {
        Json.print(shared.out(), result);
      } else {
        result.print(shared.out());
      }
    }
    return ExitCode.OK;
  }

  private Supplier<EdgeEvent> edges(String nameOrFile) {
    DataSet set = DataCatalog.openStandard(nameOrFile);
    long wanted = warmUp + 2 * Math.round(rate * seconds);
    if (wanted > set.events().size()) {
      throw shared.badUsage(
          "--data %s: it has %,d events, but --warm-up %d and two parts of --rate %s for --seconds %d are %,d"
              .formatted(nameOrFile, set.events().size(), warmUp, rate, seconds, wanted));
    }
    return new DataEdges(set);
  }
}
