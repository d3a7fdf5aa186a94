package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.jobgraph.JobType;
import org.junit.jupiter.api.Test;

class LoopRulesTest {

  @Test
  void alignedExactlyOnceCheckpointsAreFine() {
    assertThatCode(() -> LoopRules.checkJob("l", JobType.STREAMING, checkpointing()))
        .doesNotThrowAnyException();
  }

  @Test
  void otherCheckpointsAreRefusedWithTheOptionToChange() {
    refused(
        checkpointing().set(CheckpointingOptions.ENABLE_UNALIGNED, true),
        "execution.checkpointing.unaligned.enabled is true");
    refused(
        checkpointing()
            .set(
                CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE,
                CheckpointingMode.AT_LEAST_ONCE),
        "execution.checkpointing.mode is AT_LEAST_ONCE");
    refused(
        checkpointing().set(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, 2),
        "execution.checkpointing.max-concurrent-checkpoints is 2");
  }

  @Test
  void aJobWithoutPeriodicCheckpointsRunsButASavepointOfItIsRefused() {
    assertThatCode(() -> LoopRules.checkJob("l", JobType.STREAMING, new Configuration()))
        .doesNotThrowAnyException();
    assertThatCode(() -> LoopRules.checkSnapshot("l", checkpointing())).doesNotThrowAnyException();
    assertThatThrownBy(() -> LoopRules.checkSnapshot("l", new Configuration()))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("loop 'l' cannot run")
        .hasMessageContaining("execution.checkpointing.interval is not set");
  }

  @Test
  void aBatchJobIsRefused() {
    assertThatThrownBy(() -> LoopRules.checkJob("l", JobType.BATCH, new Configuration()))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("execution.runtime-mode: STREAMING");
  }

  @Test
  void headAndTailInDifferentTaskManagersAreRefused() {
    ChannelKey key = new ChannelKey("job", "l", 3, 0, "nonce");
    assertThatCode(() -> LoopRules.checkCoLocation(key, "tm-1", "tm-1")).doesNotThrowAnyException();
    assertThatThrownBy(() -> LoopRules.checkCoLocation(key, "tm-1", "tm-2"))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("head 3 runs in task manager 'tm-1', its tail in 'tm-2'");
  }

  private static void refused(Configuration job, String why) {
    assertThatThrownBy(() -> LoopRules.checkJob("l", JobType.STREAMING, job))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("loop 'l' cannot run")
        .hasMessageContaining(why);
  }

  private static Configuration checkpointing() {
    return new Configuration()
        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
  }
}
