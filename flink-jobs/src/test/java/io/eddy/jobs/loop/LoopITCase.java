package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message has its effect once, with and without failures; the quick part. */
class LoopITCase {
  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path directory;

  static Stream<Arguments> undisturbed() {
    return Stream.of(
        Arguments.of(Workload.chain(3_000, 8), 1, true),
        Arguments.of(Workload.chain(3_000, 8), 1, false),
        Arguments.of(Workload.chain(3_000, 8), 4, true),
        Arguments.of(Workload.fanOut(200, 3, 5), 2, false),
        Arguments.of(Workload.fanOut(200, 3, 5).withDelays(3), 2, true),
        Arguments.of(Workload.hub(20, 1_000), 2, true));
  }

  @ParameterizedTest
  @MethodSource("undisturbed")
  void everyMessageHasItsEffectOnce(
      Workload workload, int parallelism, boolean shortCut, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    LoopJob job = new LoopJob(workload, directory);
    job.parallelism = parallelism;
    job.shortCut = shortCut;
    assertThat(Runs.toTheEnd(cluster, job)).isEqualTo(workload.expected());
  }

  /** Kryo's serializers keep state between calls; head and tail must not share one. */
  @Test
  void messagesOfAGenericTypeArriveToo(@InjectMiniCluster MiniCluster cluster) throws Exception {
    LoopJob job = new LoopJob(Workload.chain(40_000, 8), directory);
    job.genericMessages = true;
    job.memory = new MemorySize(20_000);
    job.restarts = 0;
    assertThat(Runs.toTheEnd(cluster, job)).isEqualTo(job.workload.expected());
  }

  /** What {@link LoopRules} refuses must come to it from a real job, and no restart may follow. */
  @ParameterizedTest
  @CsvSource({
    "execution.checkpointing.unaligned.enabled, true, is true: barriers would overtake messages",
    "execution.checkpointing.mode, AT_LEAST_ONCE, is AT_LEAST_ONCE",
    "execution.checkpointing.max-concurrent-checkpoints, 2, is 2: a head would log what is in flight anew",
    "state.backend.rocksdb.timer-service.factory, HEAP, factory to ROCKSDB"
  })
  void aJobThatWouldBreakThePromiseFailsAtItsStart(
      String option, String value, String why, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    LoopJob job = new LoopJob(Workload.chain(10, 1), directory);
    job.backend = "rocksdb";
    Configuration configuration = job.configuration();
    configuration.setString(option, value);
    // Without it Flink itself refuses unaligned checkpoints, because of the loop's partitioner.
    configuration.set(CheckpointingOptions.FORCE_UNALIGNED, true);
    JobGraph graph = job.graph(configuration).getJobGraph();
    cluster.submitJob(graph).get(1, TimeUnit.MINUTES);
    assertThatThrownBy(() -> Runs.await(cluster, graph.getJobID()))
        .hasStackTraceContaining("loop 'loop-0' cannot run: ")
        .hasStackTraceContaining(why);
  }

  /** Without an interval Flink aligns no barriers, which only a savepoint by hand can tell. */
  @Test
  void aSavepointWithoutAlignmentIsRefused(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    LoopJob job = new LoopJob(Workload.chain(1_000_000, 8), directory);
    job.interval = Duration.ZERO;
    job.perSecond = 1_000;
    JobID id = Runs.start(cluster, job);
    Runs.until(() -> job.progress().results > 0);
    assertThatThrownBy(() -> Runs.stop(cluster, id, job, false))
        .isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> Runs.await(cluster, id))
        .hasStackTraceContaining("execution.checkpointing.interval is not set");
  }

  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "2,false"})
  void afterFailuresEveryMessageHasHadItsEffectOnce(
      int parallelism, boolean shortCut, @InjectMiniCluster MiniCluster cluster) throws Exception {
    LoopJob job = new LoopJob(Workload.chain(20_000, 8), directory);
    job.parallelism = parallelism;
    job.shortCut = shortCut;
    job.perSecond = 10_000;
    job.failures = Failures.running(3, parallelism, 20_000);
    assertThat(Runs.toTheEnd(cluster, job)).isEqualTo(job.workload.expected());
    assertThat(job.progress().failures).isEqualTo(3);
    // They leave while the job runs; TallyOperator sees to it that no result comes behind them.
    assertThat(job.progress().watermarks).isGreaterThan(10);
  }
}
