package io.eddy.cli.scoring;

import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.scoring.ScoringRules;
import io.eddy.schemas.topics.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy score}: the scoring job in the foreground, until Ctrl-C. */
@Command(
    name = "score",
    description =
        "Run the scoring job with Flink's dashboard until Ctrl-C. It goes on from the newest"
            + " checkpoint in eddy.checkpoint.dir.")
public final class ScoreCommand implements Callable<Integer> {
  private static final Duration CHECK = Duration.ofMillis(500);

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final PredictorOptions predictorOptions = new PredictorOptions();

  @Option(
      names = "--dashboard-port",
      defaultValue = "8081",
      description = "Port of Flink's dashboard; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int dashboardPort;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = predictorOptions.over(shared.settings());
    ScoringRules.requireConsistent(settings);
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      broker.requireTopics(
          Topic.EDGES,
          Topic.EDGES_LATE,
          Topic.EDGES_DLQ,
          Topic.INGEST_STATUS,
          Topic.MODELS,
          Topic.LINK_PREDICTIONS,
          Topic.SCORES,
          Topic.MEMORY);
      settings =
          CheckpointFolder.named(
              settings, broker.get(broker.admin().describeCluster().clusterId()));
    }
    PrintWriter out = shared.out();
    PrintWriter err = shared.command().commandLine().getErr();
    try (StopSignal stop = StopSignal.install();
        LocalScoring scoring = LocalScoring.start(settings, dashboardPort)) {
      out.println("dashboard: " + scoring.dashboard());
      String checkpoints = settings.get(ScoringOptions.CHECKPOINT_DIR);
      if (!checkpoints.isEmpty()) {
        out.println("state:     " + checkpoints);
      }
      scoring.resumedFrom().ifPresent(path -> out.println("resumed:   " + path));
      out.flush();
      while (!stop.await(CHECK)) {
        scoring.requireAlive();
        scoring.takeFailure().ifPresent(cause -> say(err, cause));
      }
    }
    return ExitCode.OK;
  }

  private static void say(PrintWriter err, String cause) {
    err.println("the scoring job failed and restarts: " + cause);
    err.flush();
  }
}
