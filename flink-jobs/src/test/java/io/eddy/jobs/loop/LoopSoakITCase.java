package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that runs for long, checkpoints twice a second and fails again and again: exact, and the
 * heap stays as it was. {@code -Deddy.soak.seconds} sets how long, 60 by default.
 */
@Tag("heavy")
class LoopSoakITCase {
  private static final int SECONDS = Integer.getInteger("eddy.soak.seconds", 60);
  private static final double EVENTS_PER_SECOND = 2_000;

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir private Path directory;

  @Test
  void theHeapStaysFlatAndTheCountsExact(
      @InjectMiniCluster MiniCluster cluster, TestReporter report) throws Exception {
    LoopJob job = new LoopJob(Workload.chain((long) (SECONDS * EVENTS_PER_SECOND), 8), directory);
    job.interval = Duration.ofMillis(500);
    job.perSecond = EVENTS_PER_SECOND;
    job.memory = new MemorySize(100_000);
    job.failures = Failures.running(Integer.MAX_VALUE, 7, 60_000);
    JobID id = Runs.start(cluster, job);
    var result = cluster.requestJobResult(id);
    List<Long> heap = new ArrayList<>();
    while (!done(result)) {
      heap.add(usedHeap());
    }
    result.get().toJobExecutionResult(getClass().getClassLoader());
    assertThat(TallyOperator.read(job.file(0))).isEqualTo(job.workload.expected());
    assertThat(job.progress().failures).isPositive();
    int third = heap.size() / 3;
    long middle = median(heap.subList(third, 2 * third));
    long last = median(heap.subList(2 * third, heap.size()));
    report.publishEntry(
        Map.of(
            "messages", "" + job.workload.expected().count(),
            "failures", "" + job.progress().failures,
            "checkpoints", "" + job.progress().completed,
            "heap, middle third", (middle >> 20) + " MiB",
            "heap, last third", (last >> 20) + " MiB"));
    assertThat(last).isLessThan(middle + (64L << 20));
  }

  private static boolean done(java.util.concurrent.CompletableFuture<JobResult> result)
      throws InterruptedException, ExecutionException {
    try {
      result.get(2, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
