package io.eddy.cli.scoring;

import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.scoring.ScoringRules;
import io.eddy.schemas.topics.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--reset-memory",
      paramLabel = "WINDOW",
      description =
          "Start with empty memories and without the checkpoint, and read the events again that"
              + " were appended for so long before the job had stopped; short for -D"
              + " eddy.memory.reset=WINDOW.")
  private @Nullable String window;

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = predictorOptions.over(shared.settings());
    if (window != null) {
      settings = settings.with(Map.of(MemoryOptions.RESET.key(), window), "--reset-memory");
    }
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
      if (settings.get(MemoryOptions.RESET).isZero()) {
        run(LocalJob.SCORING, settings, () -> {}, () -> {});
      } else {
        reset(settings, broker);
      }
    }
    return ExitCode.OK;
  }

  private void reset(Settings settings, BrokerConnection broker) throws InterruptedException {
    ResetPlan plan = ResetPlan.of(settings, broker);
    PrintWriter out = shared.out();
    out.println(
        "reset:     memories begin anew; %d offsets are read again, of which %d have a score"
            .formatted(plan.again(), plan.reset().scores().size()));
    ResetProgress progress = new ResetProgress(settings, plan, broker);
    run(
        LocalJob.reset(plan.reset()),
        settings,
        progress::begin,
        () -> {
          if (progress.takeOver()) {
            out.println("reset:     over, the job is where it had stopped");
            out.flush();
          }
        });
  }

  private void run(LocalJob job, Settings settings, Runnable beforeSubmit, Runnable check)
      throws InterruptedException {
    PrintWriter out = shared.out();
    PrintWriter err = shared.command().commandLine().getErr();
    try (StopSignal stop = StopSignal.install();
        LocalScoring scoring = LocalScoring.start(job, settings, dashboardPort, beforeSubmit)) {
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
        check.run();
      }
    }
  }

  private static void say(PrintWriter err, String cause) {
    err.println("the scoring job failed and restarts: " + cause);
    err.flush();
  }
}
