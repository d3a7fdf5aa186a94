package io.eddy.cli.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.topics.ConnectionOptions;
import java.nio.file.Path;

/**
 * Where a job of this machine keeps its checkpoints when the user names no folder: in the memory of
 * Flink's job manager a checkpoint can have no more than 5 MB, and goes with the process.
 */
public final class CheckpointFolder {
  private CheckpointFolder() {}

  /** As {@link #named(Settings, String, String, String)}, for the scoring job. */
  static Settings named(Settings settings, String clusterId) {
    return named(settings, clusterId, "score", settings.get(ScoringOptions.GROUP_ID));
  }

  /**
   * The settings with a folder for checkpoints, if there are to be any.
   *
   * @param clusterId the Kafka cluster's id: a checkpoint holds offsets, which are those of one
   *     cluster, and another one may come to answer at the same address
   * @param command that runs the job
   * @param group the job's consumer group
   */
  public static Settings named(Settings settings, String clusterId, String command, String group) {
    if (!settings.get(ScoringOptions.CHECKPOINT_DIR).isEmpty()
        || settings.get(ScoringOptions.CHECKPOINT_INTERVAL).isZero()) {
      return settings;
    }
    String job = settings.get(ConnectionOptions.PREFIX) + "-" + group;
    Path folder = Path.of(System.getProperty("user.home"), ".eddy", command, clusterId, job);
    return settings.with(ScoringOptions.CHECKPOINT_DIR, folder.toString());
  }
}
