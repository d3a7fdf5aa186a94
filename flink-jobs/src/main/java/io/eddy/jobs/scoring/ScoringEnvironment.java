package io.eddy.jobs.scoring;

import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.checkpoint.PacedCheckpointStorage;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's settings as the scoring job needs them, from Eddy's options. */
public final class ScoringEnvironment {
  /** Nodes' memories are larger than Flink's 4,096 bytes, and each would be a write of its own. */
  private static final int WRITE_BUFFER_BYTES = 1 << 16;

  private static final int REST_OF_INTERVAL = 2;

  private ScoringEnvironment() {}

  /**
   * The configuration to lay over the cluster's: aligned exactly-once checkpoints, kept on
   * cancellation; state backend; buffer time-out; object reuse, which is safe because no operator
   * changes what it received.
   */
  public static Configuration configuration(Settings settings) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.NAME, settings.get(ScoringOptions.JOB_NAME));
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(
        PipelineOptions.MAX_PARALLELISM, settings.get(ScoringOptions.MAX_PARALLELISM));
    configuration.set(
        StateBackendOptions.STATE_BACKEND,
        Option.spelled(settings.get(ScoringOptions.STATE_BACKEND)));
    // Set even without checkpoints: the cluster's own settings must not come in their place, and a
    // savepoint has to be aligned too.
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    Duration interval = settings.get(ScoringOptions.CHECKPOINT_INTERVAL);
    if (!interval.isZero()) {
      configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    }
    String directory = settings.get(ScoringOptions.CHECKPOINT_DIR);
    if (!directory.isEmpty()) {
      // A paced checkpoint still ends well before the next, and before Flink's time-out.
      PacedCheckpointStorage.use(
          configuration,
          settings.get(ScoringOptions.CHECKPOINT_SHARE),
          interval.dividedBy(REST_OF_INTERVAL));
      configuration.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY, CheckpointDirectory.uri(directory));
      configuration.set(CheckpointingOptions.FS_WRITE_BUFFER_SIZE, WRITE_BUFFER_BYTES);
    }
    return configuration;
  }

  /** Sets what a configuration cannot say; "no checkpoints" over a cluster's interval is such. */
  public static void apply(StreamExecutionEnvironment environment, Settings settings) {
    environment.setParallelism(settings.get(ScoringOptions.PARALLELISM));
    environment.setBufferTimeout(settings.get(ScoringOptions.BUFFER_TIMEOUT).toMillis());
    if (settings.get(ScoringOptions.CHECKPOINT_INTERVAL).isZero()) {
      environment.getCheckpointConfig().disableCheckpointing();
    }
  }
}
