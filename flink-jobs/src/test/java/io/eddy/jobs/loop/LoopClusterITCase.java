package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.nonha.embedded.HaLeadershipControl;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exact counts when parts of the cluster go, and when a savepoint is restored at another scale. */
@Tag("heavy")
class LoopClusterITCase {
  @TempDir private Path directory;

  private final Replays replays = new Replays();

  static Stream<Workload> workloads() {
    return Stream.of(Workload.chain(40_000, 8), Workload.hub(800, 450), Workload.fanOut(240, 3, 6));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void taskManagersAreKilled(Workload workload) throws Exception {
    try (MiniCluster cluster = cluster(MiniCluster.HaServices.CONFIGURED, 3)) {
      LoopJob job = job(workload);
      JobID id = Runs.start(cluster, job);
      for (int index = 0; index < 2; index++) {
        moreCheckpoints(job);
        cluster.startTaskManager();
        cluster.terminateTaskManager(index).get(1, TimeUnit.MINUTES);
      }
      Runs.await(cluster, id);
      assertThat(TallyOperator.read(job.file(0))).isEqualTo(job.workload.expected());
      assertThat(replays.of(id)).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void theJobManagerFailsOver(Workload workload) throws Exception {
    try (MiniCluster cluster = cluster(MiniCluster.HaServices.WITH_LEADERSHIP_CONTROL, 2)) {
      LoopJob job = job(workload);
      JobID id = Runs.start(cluster, job);
      HaLeadershipControl leadership = cluster.getHaLeadershipControl().orElseThrow();
      for (int time = 0; time < 2; time++) {
        moreCheckpoints(job);
        leadership.revokeJobMasterLeadership(id).get(1, TimeUnit.MINUTES);
        leadership.grantJobMasterLeadership(id).get(1, TimeUnit.MINUTES);
      }
      Runs.await(cluster, id);
      assertThat(TallyOperator.read(job.file(0))).isEqualTo(job.workload.expected());
      assertThat(replays.of(id)).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void savepointsAreRestoredAtOtherScales(String backend) throws Exception {
    try (MiniCluster cluster = cluster(MiniCluster.HaServices.CONFIGURED, 2)) {
      LoopJob job = new LoopJob(Workload.chain(40_000, 8).withDelays(2), directory);
      job.backend = backend;
      job.shortCut = false;
      job.perSecond = 8_000;
      for (int parallelism : new int[] {1, 2, 4}) {
        job.parallelism = parallelism;
        JobID id = Runs.start(cluster, job);
        moreCheckpoints(job);
        job.savepoint = Runs.stop(cluster, id, job, false);
        assertThat(Savepoints.inFlightBytes(job.savepoint)).isPositive();
      }
      job.parallelism = 1;
      assertThat(Runs.toTheEnd(cluster, job)).isEqualTo(job.workload.expected());
    }
  }

  @Test
  void aJobThatIsStoppedWithADrainLeavesNothingInFlight() throws Exception {
    try (MiniCluster cluster = cluster(MiniCluster.HaServices.CONFIGURED, 2)) {
      LoopJob job = job(Workload.chain(40_000, 8));
      JobID id = Runs.start(cluster, job);
      moreCheckpoints(job);
      String savepoint = Runs.stop(cluster, id, job, true);
      assertThat(Savepoints.inFlightBytes(savepoint)).isZero();
      int visitsOfAnEvent = job.workload.ttl() + 1;
      assertThat(TallyOperator.read(job.file(0)).count())
          .isPositive()
          .isLessThan(job.workload.events() * visitsOfAnEvent)
          .matches(count -> count % visitsOfAnEvent == 0, "is all visits of some events");
    }
  }

  /** A job of eight seconds whose messages take longer than the time from event to event. */
  private LoopJob job(Workload workload) {
    LoopJob job = new LoopJob(workload, directory);
    job.parallelism = 4;
    job.shortCut = false;
    job.perSecond = workload.events() / 8.0;
    job.bufferTimeout = 50;
    return job;
  }

  /** Waits for two checkpoints, at least one of which was triggered from now on. */
  private static void moreCheckpoints(LoopJob job) {
    long now = job.progress().completed;
    Runs.until(() -> job.progress().completed >= now + 2);
  }

  private MiniCluster cluster(MiniCluster.HaServices ha, int taskManagers) throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(replays.configuration())
                .setNumTaskManagers(taskManagers)
                .setNumSlotsPerTaskManager(2)
                .setHaServices(ha)
                .withRandomPorts()
                .build());
    cluster.start();
    return cluster;
  }
}
