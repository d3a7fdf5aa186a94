package io.eddy.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class ScoringEnvironmentTest {

  @Test
  void noCheckpointsMeansNoneAlsoWhereTheClusterHasThemOn() {
    CheckpointConfig config = overACluster("0 ms");
    assertThat(config.isCheckpointingEnabled()).isFalse();
    assertThat(config.isUnalignedCheckpointsEnabled()).isFalse();
  }

  @Test
  void checkpointsAreAlignedAndExactlyOnceWhateverTheClusterSays() {
    CheckpointConfig config = overACluster("3 s");
    assertThat(config.getCheckpointInterval()).isEqualTo(3_000);
    assertThat(config.isUnalignedCheckpointsEnabled()).isFalse();
    assertThat(config.getCheckpointingConsistencyMode()).isEqualTo(CheckpointingMode.EXACTLY_ONCE);
  }

  /** What a job's environment becomes: the cluster's settings with the job's laid over them. */
  private static CheckpointConfig overACluster(String interval) {
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(1));
    cluster.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
    cluster.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(cluster);
    Settings settings =
        Settings.empty().with(Map.of(ScoringOptions.CHECKPOINT_INTERVAL.key(), interval), "test");
    environment.configure(ScoringEnvironment.configuration(settings));
    ScoringEnvironment.apply(environment, settings);
    return environment.getCheckpointConfig();
  }
}
