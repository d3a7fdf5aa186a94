package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact counts when the job fails by itself and when checkpoints do. */
@Tag("heavy")
class LoopFailuresITCase {
  private static final Replays REPLAYS = new Replays();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          () ->
              new MiniClusterResourceConfiguration.Builder()
                  .setNumberTaskManagers(2)
                  .setNumberSlotsPerTaskManager(2)
                  .setConfiguration(REPLAYS.configuration())
                  .build());

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void exceptionsAtRandomPoints(long seed, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Random random = new Random(seed);
    Workload workload =
        switch (random.nextInt(3)) {
          case 0 -> Workload.chain(12_000, 8);
          case 1 -> Workload.fanOut(800, 3, 4);
          default -> Workload.hub(120, 500);
        };
    LoopJob job =
        new LoopJob(random.nextInt(4) == 0 ? workload.withDelays(5) : workload, directory);
    job.parallelism = 1 + random.nextInt(4);
    job.shortCut = random.nextBoolean();
    job.backend = random.nextInt(4) == 0 ? "rocksdb" : "hashmap";
    job.memory = random.nextBoolean() ? new MemorySize(20_000) : job.memory;
    job.perSecond = workload.events() / 2.0;
    job.failures = Failures.running(4, seed, 10_000);
    assertThat(Runs.toTheEnd(cluster, job)).isEqualTo(job.workload.expected());
    assertThat(job.progress().failures).isPositive();
  }

  @ParameterizedTest
  @EnumSource(
      value = Failures.Where.class,
      names = {"END_OF_INPUT", "DRAIN", "AFTER_DRAIN"})
  void failuresAtTheEnd(Failures.Where where, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    // The last event alone makes 271,453 visits, nearly all of them when the input has ended.
    LoopJob job = new LoopJob(Workload.fanOut(800, 12, 5).withBurst(), directory);
    job.parallelism = 4;
    job.shortCut = false;
    job.perSecond = 400;
    job.failures = Failures.ending(where, 3, 1);
    assertThat(Runs.toTheEnd(cluster, job)).isEqualTo(job.workload.expected());
    // FailingOperator fails only where the plan says, by its stack, and when there is a checkpoint.
    assertThat(job.progress().failures).isEqualTo(3);
    assertThat(job.progress().failuresRestored).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"SPREAD,1,true", "SPREAD,3,false", "HUB,2,false"})
  void checkpointsThatAreRefusedOrTimeOut(
      Workload.Shape shape,
      int parallelism,
      boolean shortCut,
      @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Workload workload =
        shape == Workload.Shape.HUB ? Workload.hub(120, 1_500) : Workload.chain(20_000, 8);
    LoopJob job = new LoopJob(workload, directory);
    job.parallelism = parallelism;
    job.shortCut = shortCut;
    job.perSecond = workload.events() / 8.0;
    job.spoilsCheckpoints = true;
    job.timeout = Duration.ofMillis(300);
    // Soon after a checkpoint: a refused one restarts the job too, and then the count begins anew.
    job.failures = Failures.running(3, 3, 50);
    assertThat(Runs.toTheEnd(cluster, job)).isEqualTo(job.workload.expected());
    assertThat(job.progress().aborted).isPositive();
    assertThat(job.progress().failures).isPositive();
  }

  /** Flink starts a savepoint whatever checkpoint is pending: two logs are open at a time. */
  @Test
  void savepointsBesideCheckpoints(@InjectMiniCluster MiniCluster cluster) throws Exception {
    LoopJob job = new LoopJob(Workload.hub(3_000, 200), directory);
    job.shortCut = false;
    // Savepoints without a pause flush all buffers, so a message is on its way for some
    // milliseconds
    // only; an event every three keeps some on their way at nearly every checkpoint.
    job.perSecond = 300;
    job.bufferTimeout = 30;
    job.low = 50_000;
    job.high = 100_000;
    job.failures = Failures.running(8, 3, 40_000);
    JobID id = Runs.start(cluster, job);
    var result = cluster.requestJobResult(id);
    String target = directory.resolve("savepoints").toUri().toString();
    int taken = 0;
    while (!result.isDone()) {
      var savepoint = cluster.triggerSavepoint(id, target, false, SavepointFormatType.CANONICAL);
      try {
        // Flink may leave it open for ever when the job ends.
        CompletableFuture.anyOf(savepoint, result).get(1, TimeUnit.MINUTES);
        taken += savepoint.isDone() ? 1 : 0;
      } catch (ExecutionException e) {
        // The job is restarting or has just failed or ended.
        cluster.getJobStatus(id).get(1, TimeUnit.MINUTES);
      }
    }
    result.get().toJobExecutionResult(getClass().getClassLoader());
    assertThat(TallyOperator.read(job.file(0))).isEqualTo(job.workload.expected());
    assertThat(job.progress().failures).isPositive();
    assertThat(REPLAYS.of(id)).isPositive();
    assertThat(taken).isPositive();
    assertThat(job.progress().completed).isPositive();
  }

  @Test
  void withoutTheLogMessagesAreLost(@InjectMiniCluster MiniCluster cluster) throws Exception {
    LoopJob job = new LoopJob(Workload.chain(20_000, 8), directory);
    job.shortCut = false;
    job.logging = false;
    job.perSecond = 10_000;
    job.failures = Failures.running(3, 1, 20_000);
    assertThat(Runs.toTheEnd(cluster, job).count()).isLessThan(job.workload.expected().count());
  }

  @Test
  void twoLoopsInOneJob(@InjectMiniCluster MiniCluster cluster) throws Exception {
    LoopJob job = new LoopJob(Workload.chain(10_000, 8), directory);
    job.loops = 2;
    job.perSecond = 5_000;
    job.failures = Failures.running(2, 5, 20_000);
    job.shortCut = false;
    Tally expected = job.workload.expected();
    JobID id = Runs.start(cluster, job);
    Runs.await(cluster, id);
    assertThat(TallyOperator.read(job.file(0))).isEqualTo(expected);
    assertThat(TallyOperator.read(job.file(1))).isEqualTo(expected);
    assertThat(job.progress().failures).isPositive();
    assertThat(REPLAYS.of(id)).isPositive();
  }

  @Test
  void largePayloads(@InjectMiniCluster MiniCluster cluster) throws Exception {
    LoopJob job = new LoopJob(Workload.chain(600, 6).withPayload(64 * 1024), directory);
    job.shortCut = false;
    job.perSecond = 300;
    job.memory = MemorySize.ofMebiBytes(1);
    job.failures = Failures.running(2, 2, 1_000);
    JobID id = Runs.start(cluster, job);
    Runs.await(cluster, id);
    assertThat(TallyOperator.read(job.file(0))).isEqualTo(job.workload.expected());
    assertThat(job.progress().failures).isPositive();
    assertThat(REPLAYS.of(id)).isPositive();
  }
}
