package io.eddy.cli.snapshot;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.SettingsSource;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.console.StopSignal;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.cli.scoring.CheckpointFolder;
import io.eddy.cli.scoring.LocalJob;
import io.eddy.cli.scoring.LocalScoring;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.snapshot.SnapshotJob;
import io.eddy.jobs.snapshot.SnapshotModel;
import io.eddy.jobs.snapshot.SnapshotOptions;
import io.eddy.jobs.snapshot.SnapshotRules;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.smpnn.graph.FeaturePlan;
import io.eddy.model.tensor.DeviceChoice;
import io.eddy.schemas.topics.Topic;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy snapshot}: the snapshot job in the foreground, until Ctrl-C. */
@Command(
    name = "snapshot",
    description =
        "Run the snapshot job with Flink's dashboard until Ctrl-C: at every tick an embedding of"
            + " each node of the recent graph, into the feature stores. It goes on from the newest"
            + " checkpoint.",
    subcommands = SnapshotRunCommand.class)
public final class SnapshotCommand implements Callable<Integer>, SettingsSource {
  private static final Duration CHECK = Duration.ofMillis(500);
  static final LocalJob JOB =
      new LocalJob("snapshot job", SnapshotJob::configuration, SnapshotJob::build);

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final SnapshotSettings snapshotSettings = new SnapshotSettings();

  @Option(
      names = "--dashboard-port",
      defaultValue = "8082",
      description = "Port of Flink's dashboard; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int dashboardPort;

  @Override
  public Settings settings() {
    return snapshotSettings.over(shared.settings());
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings settings = settings();
    SnapshotRules.requireConsistent(settings);
    SmpnnBundle bundle = SnapshotModel.load(settings);
    FeaturePlan features = SnapshotModel.plan(bundle);
    requireDevices(settings);
    PrintWriter out = shared.out();
    PrintWriter err = shared.command().commandLine().getErr();
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      broker.requireTopics(Topic.EDGES);
      if (features.memory() > 0) {
        broker.requireTopics(Topic.MEMORY);
      }
      if (StoreFactory.kinds(settings).contains(StoreKind.TOPIC)) {
        broker.requireTopics(Topic.EMBEDDINGS);
      }
      settings = checkpoints(settings, broker.get(broker.admin().describeCluster().clusterId()));
    }
    new StoreCheck(settings, bundle.manifest().settings().outputs(), Clock.systemUTC()).print(out);
    try (StopSignal stop = StopSignal.install();
        LocalScoring job = LocalScoring.start(JOB, settings, dashboardPort)) {
      out.println("dashboard: " + job.dashboard());
      String checkpoints = settings.get(ScoringOptions.CHECKPOINT_DIR);
      if (!checkpoints.isEmpty()) {
        out.println("state:     " + checkpoints);
      }
      job.resumedFrom().ifPresent(path -> out.println("resumed:   " + path));
      out.flush();
      while (!stop.await(CHECK)) {
        job.requireAlive();
        job.takeFailure()
            .ifPresent(
                cause -> {
                  err.println("the snapshot job failed and restarts: " + cause);
                  err.flush();
                });
      }
    }
    return ExitCode.OK;
  }

  /** A GPU that is named and not there is known before anything starts. */
  private static void requireDevices(Settings settings) {
    for (DeviceChoice device : DeviceOptions.all(settings)) {
      if (device.equals(DeviceChoice.AUTO)) {
        continue; // The job takes what there is, and needs no tensor library to find nothing.
      }
      try {
        device.resolve();
      } catch (IllegalStateException e) {
        throw new CommandException(String.valueOf(e.getMessage()), e);
      }
    }
  }

  /** A folder beside the scoring job's: one file may configure both, each has its own state. */
  private static Settings checkpoints(Settings settings, String clusterId) {
    String given = settings.get(ScoringOptions.CHECKPOINT_DIR);
    return given.isEmpty()
        ? CheckpointFolder.named(
            settings, clusterId, "snapshot", settings.get(SnapshotOptions.GROUP_ID))
        : settings.with(ScoringOptions.CHECKPOINT_DIR, given + "/snapshot");
  }
}
