package io.eddy.cli.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OptionalFailure;

/**
 * Measures checkpoints while a loop at parallelism 2 is full: 100,000 chains of hops over the
 * network, and when a thousand have ended an event begins a thousand others ({@link Circulation}).
 * So no events queue in front of the loop: a barrier would wait behind them as in any job under
 * back pressure, which says nothing about the loop.
 *
 * <p>A measurement runs until so many checkpoints have completed that were triggered when the loop
 * was full; that without checkpoints runs for as long as they take at least.
 */
final class CheckpointBench {
  private static final int PARALLELISM = 2;
  private static final int IN_FLIGHT = 100_000;

  /** Messages under way from which the loop counts as full; the rest may be events at the door. */
  private static final int FULL = 80_000;

  /** Chains of an event, and hops of a chain. */
  private static final int CHAINS = 1_000;

  private static final int HOPS = 100;

  /** Not reached: admission control would hold events back in front of the loop. */
  private static final long HIGH_WATER_MARK = 200_000;

  private static final int CHECKPOINTS = 20;
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final BenchCluster cluster;
  private final String directory;
  private final Duration bufferTimeout;

  CheckpointBench(BenchCluster cluster, String directory, Duration bufferTimeout) {
    this.cluster = cluster;
    this.directory = directory;
    this.bufferTimeout = bufferTimeout;
  }

  LoopResult.Checkpoint run() throws Exception {
    Duration measured = INTERVAL.multipliedBy(CHECKPOINTS);
    circulate(Duration.ZERO, INTERVAL.multipliedBy(CHECKPOINTS / 4));
    Load without = circulate(Duration.ZERO, measured);
    Load with = circulate(INTERVAL, measured);
    LongSummaryStatistics durations = new LongSummaryStatistics();
    LongSummaryStatistics sizes = new LongSummaryStatistics();
    for (CompletedCheckpointStats checkpoint : with.checkpoints) {
      durations.accept(checkpoint.getEndToEndDuration());
      sizes.accept(checkpoint.getStateSize());
    }
    return new LoopResult.Checkpoint(
        Math.round(with.underway.getAverage()),
        Math.round(without.underway.getAverage()),
        with.messagesPerSecond,
        without.messagesPerSecond,
        durations.getCount(),
        Math.round(durations.getAverage()),
        durations.getMax(),
        Math.round(sizes.getAverage()),
        without.hops,
        with.hops,
        with.hops.minus(without.hops));
  }

  private Load circulate(Duration interval, Duration atLeast) throws Exception {
    StreamExecutionEnvironment environment =
        LoopJobs.environment(PARALLELISM, bufferTimeout, interval, directory);
    LoopJobs.circulation(environment, CHAINS, HOPS, HIGH_WATER_MARK);
    Circulation.begin(IN_FLIGHT);
    JobID job = cluster.submit(environment);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Circulation.underway() < FULL) {
      look(deadline, "fill");
    }
    long fullAt = System.currentTimeMillis();
    long start = System.nanoTime();
    long before = Circulation.arrivals();
    LongSummaryStatistics underway = new LongSummaryStatistics();
    int wanted = interval.isZero() ? 0 : CHECKPOINTS;
    while (System.nanoTime() - start < atLeast.toNanos()
        || completed(job, fullAt).size() < wanted) {
      underway.accept(Circulation.underway());
      look(deadline, "complete checkpoints");
    }
    long arrived = Circulation.arrivals() - before;
    double seconds = (System.nanoTime() - start) / 1e9;
    AccessExecutionGraph graph = cluster.cancel(job);
    return new Load(
        underway,
        Math.round(arrived / seconds),
        interval.isZero() ? List.of() : completed(job, fullAt),
        Arrivals.quantiles(distribution(graph)));
  }

  private static void look(long deadline, String what) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException(
          "the loop of the benchmark did not %s within %s".formatted(what, PATIENCE));
    }
    LockSupport.parkNanos(LOOK.toNanos());
  }

  private List<CompletedCheckpointStats> completed(JobID job, long since) throws Exception {
    List<CompletedCheckpointStats> completed = new ArrayList<>();
    for (AbstractCheckpointStats checkpoint :
        cluster.checkpoints(job).getHistory().getCheckpoints()) {
      if (checkpoint instanceof CompletedCheckpointStats done
          && done.getTriggerTimestamp() >= since) {
        completed.add(done);
      }
    }
    return completed;
  }

  @SuppressWarnings("unchecked") // As Arrivals registers it.
  private static TreeMap<Integer, Integer> distribution(AccessExecutionGraph graph)
      throws Exception {
    OptionalFailure<Object> value =
        Objects.requireNonNull(
                graph.getAccumulatorsSerialized().get(Arrivals.DISTRIBUTION),
                "the benchmark's job has left no distribution of its hops")
            .deserializeValue(CheckpointBench.class.getClassLoader());
    return (TreeMap<Integer, Integer>) value.getUnchecked();
  }

  /** What a full loop did. */
  private record Load(
      LongSummaryStatistics underway,
      long messagesPerSecond,
      List<CompletedCheckpointStats> checkpoints,
      LoopResult.Quantiles hops) {}
}
