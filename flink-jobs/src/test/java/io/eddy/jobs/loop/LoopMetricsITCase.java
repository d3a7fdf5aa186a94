package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The gauges of the heads, over a job that is too large for its queues' memory. */
class LoopMetricsITCase {
  private static final InMemoryReporter REPORTER = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          () ->
              new MiniClusterResourceConfiguration.Builder()
                  .setNumberSlotsPerTaskManager(2)
                  .setConfiguration(REPORTER.addToConfiguration(new Configuration()))
                  .build());

  @TempDir private Path directory;

  @Test
  void theGaugesRiseWhileMessagesAreInFlightAndFallWhenTheLoopIsEmpty(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    LoopJob job = new LoopJob(Workload.fanOut(20_000, 3, 4), directory);
    job.shortCut = false;
    job.memory = new MemorySize(20_000);
    JobID id = Runs.start(cluster, job);
    for (String gauge : List.of("inFlight", "queued", "spilled", "loggedBytes")) {
      Runs.until(() -> values(id, gauge).stream().anyMatch(value -> value > 0));
    }
    Runs.await(cluster, id);
    assertThat(TallyOperator.read(job.file(0))).isEqualTo(job.workload.expected());
    assertThat(values(id, "queued")).containsExactly(0.0, 0.0);
    assertThat(values(id, "spilled")).containsExactly(0.0, 0.0);
    assertThat(values(id, "drainProgress")).containsExactly(1.0, 1.0);
    assertThat(values(id, "inFlight"))
        .as("messages whose batch of credits is not full")
        .hasSize(2)
        .allMatch(value -> value >= 0 && value < job.low);
  }

  @Test
  void aDrainShowsItsProgressWhileItLasts(@InjectMiniCluster MiniCluster cluster) throws Exception {
    LoopJob job = new LoopJob(Workload.fanOut(1, 140, 3), directory);
    job.shortCut = false;
    JobID id = Runs.start(cluster, job);
    Runs.until(
        () -> values(id, "drainProgress").stream().anyMatch(value -> value > 0 && value < 1));
    Runs.await(cluster, id);
    assertThat(values(id, "drainProgress")).containsExactly(1.0, 1.0);
  }

  /** A gauge's value at each head. */
  private static List<Double> values(JobID job, String gauge) {
    return REPORTER.findMetrics(job, "eddy." + gauge).entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(".eddy." + gauge))
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> ((Number) ((Gauge<?>) entry.getValue()).getValue()).doubleValue())
        .toList();
  }
}
