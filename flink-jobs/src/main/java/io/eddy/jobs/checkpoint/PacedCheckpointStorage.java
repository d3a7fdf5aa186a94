package io.eddy.jobs.checkpoint;

import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.CheckpointStorageAccess;
import org.apache.flink.runtime.state.CheckpointStorageFactory;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;

/**
 * Flink's checkpoint storage in a file system, written to at a pace: every stream of a checkpoint
 * takes at most a share of a core, for as much longer, up to a limit.
 *
 * <p>Flink makes it by the name of its {@link Factory} in {@code execution.checkpointing.storage},
 * and {@link #use} sets that. What is written is what Flink writes; a job may go on from it with or
 * without a pace.
 */
public final class PacedCheckpointStorage implements CheckpointStorage {
  private static final long serialVersionUID = 1L;

  private static final ConfigOption<Double> SHARE =
      ConfigOptions.key("eddy.checkpoint.share")
          .doubleType()
          .defaultValue(1.0)
          .withDescription("Share of a core that writing one stream of a checkpoint takes.");

  private static final ConfigOption<Duration> MOST_REST =
      ConfigOptions.key("eddy.checkpoint.most-rest")
          .durationType()
          .defaultValue(Duration.ZERO)
          .withDescription("How much longer a checkpoint may take for it.");

  private final FileSystemCheckpointStorage files;
  private final PaceSettings pace;

  private PacedCheckpointStorage(FileSystemCheckpointStorage files, PaceSettings pace) {
    this.files = files;
    this.pace = pace;
  }

  /**
   * Has a job's checkpoints written so; the folder is the configuration's.
   *
   * @param share of a core, above 0 and at most 1
   * @param mostRest how much longer a checkpoint may take for it
   */
  public static void use(Configuration configuration, double share, Duration mostRest) {
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, Factory.class.getName());
    configuration.set(SHARE, share);
    configuration.set(MOST_REST, mostRest);
  }

  @Override
  public CompletedCheckpointStorageLocation resolveCheckpoint(String pointer) throws IOException {
    return files.resolveCheckpoint(pointer);
  }

  @Override
  public CheckpointStorageAccess createCheckpointStorage(JobID job) throws IOException {
    return new PacedAccess(files.createCheckpointStorage(job), pace);
  }

  /** Makes the storage from a job's configuration. */
  public static final class Factory implements CheckpointStorageFactory<PacedCheckpointStorage> {
    @Override
    public PacedCheckpointStorage createFromConfig(ReadableConfig config, ClassLoader loader) {
      return new PacedCheckpointStorage(
          FileSystemCheckpointStorage.createFromConfig(config, loader),
          new PaceSettings(config.get(SHARE), config.get(MOST_REST)));
    }
  }
}
