package io.eddy.jobs.loop;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.checkpoint.CheckpointType;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;

/**
 * The settings of Flink under which the loop keeps its promises. A head checks them when it starts,
 * where the job's final configuration is known; what is refused fails the job without restarts.
 *
 * <p>A job without periodic checkpoints may run, but not be part of a savepoint that somebody takes
 * of it: Flink aligns no barriers then. A stop with a drain is fine, for nothing is in flight at
 * its savepoint.
 */
final class LoopRules {
  private LoopRules() {}

  /** Refuses a job that runs in batches or checkpoints in a way the loop cannot follow. */
  static void checkJob(String loop, JobType type, Configuration job) {
    List<String> problems = new ArrayList<>();
    if (type == JobType.BATCH) {
      problems.add("the job runs in batch mode; the loop needs execution.runtime-mode: STREAMING");
    }
    if (CheckpointingOptions.isCheckpointingEnabled(job)) {
      if (CheckpointingOptions.getCheckpointingMode(job) != CheckpointingMode.EXACTLY_ONCE) {
        problems.add(
            "%s is AT_LEAST_ONCE: a tail would not know which messages are behind the barrier; set it to EXACTLY_ONCE"
                .formatted(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE.key()));
      }
      if (CheckpointingOptions.isUnalignedCheckpointEnabled(job)) {
        problems.add(
            "%s is true: barriers would overtake messages and those would be stored twice; set it to false"
                .formatted(CheckpointingOptions.ENABLE_UNALIGNED.key()));
      }
      int concurrent = job.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS);
      if (concurrent > 1) {
        problems.add(
            "%s is %d: a head would log what is in flight anew for each of them; set it to 1"
                .formatted(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS.key(), concurrent));
      }
    }
    refuse(loop, problems);
  }

  /**
   * Refuses a checkpoint or savepoint whose barriers are not aligned, while the loop may be full.
   */
  static void checkSnapshot(String loop, Configuration job) {
    if (CheckpointingOptions.getCheckpointingMode(job) != CheckpointingMode.EXACTLY_ONCE) {
      refuse(
          loop,
          List.of(
              "a savepoint was started although %s is not set: Flink aligns no barriers then, and messages would be stored twice; set an interval, or stop the job with --drain"
                  .formatted(CheckpointingOptions.CHECKPOINTING_INTERVAL.key())));
    }
  }

  /** Refuses a state backend that needs the raw keyed state for itself. */
  static void checkBackend(String loop, KeyedStateBackend<?> backend) {
    if (backend instanceof AbstractKeyedStateBackend<?> base
        && base.requiresLegacySynchronousTimerSnapshots(CheckpointType.CHECKPOINT)) {
      refuse(
          loop,
          List.of(
              "the state backend keeps timers on the heap and writes them where the loop writes its log; set state.backend.rocksdb.timer-service.factory to ROCKSDB"));
    }
  }

  /** Whether a backend keeps states as objects, and hands out the very object that it keeps. */
  static boolean storesObjects(KeyedStateBackend<?> backend) {
    return backend instanceof HeapKeyedStateBackend<?>;
  }

  /**
   * Whether a backend lists the keys of a snapshot, so that states may change while they are read;
   * with others nothing may.
   */
  static boolean listsSnapshots(KeyedStateBackend<?> backend) {
    return backend.getBackendTypeIdentifier().equals(StateBackendLoader.ROCKSDB_STATE_BACKEND_NAME);
  }

  /** Refuses a head and a tail of one subtask in different task managers. */
  static void checkCoLocation(ChannelKey head, String headsTaskManager, String tailsTaskManager) {
    if (!headsTaskManager.equals(tailsTaskManager)) {
      refuse(
          head.loop(),
          List.of(
              "head %d runs in task manager '%s', its tail in '%s': the co-location of the two was lost; leave their parallelism, slot sharing group and co-location group as Loop set them"
                  .formatted(head.subtask(), headsTaskManager, tailsTaskManager)));
    }
  }

  private static void refuse(String loop, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "loop '%s' cannot run: %s".formatted(loop, String.join("; ", problems))));
    }
  }
}
