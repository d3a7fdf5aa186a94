package io.eddy.cli.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStatsSummarySnapshot;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Measures the feedback loop on a Flink cluster in this process. Use once. */
final class LoopBench implements AutoCloseable {
  private static final int CHAIN = 10;
  private static final int IN_FLIGHT = 100_000;
  private static final int SAMPLE = 64;
  private static final int EDGES = 20_000;
  private static final int NODES = 2_000;
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);
  private static final Duration CHECKPOINTS = Duration.ofMillis(500);
  private static final long HIGH_WATER_MARK = 50_000;

  private final MiniCluster cluster;
  private final Path directory;
  private final PrintWriter progress;

  LoopBench(Path directory, PrintWriter progress) {
    this.directory = directory;
    this.progress = progress;
    this.cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration())
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(2)
                .withRandomPorts()
                .build());
  }

  /** Runs everything; {@code messages} are those of each measured rate. */
  LoopResult run(long messages, int hopsOfLatency) throws Exception {
    cluster.start();
    Map<String, Long> rates = new LinkedHashMap<>();
    rates.put("baselineP1", baseline(1, messages));
    rates.put("baselineP2", baseline(2, messages));
    rates.put("p1ShortCut", rate("p1ShortCut", 1, true, messages));
    rates.put("p1Network", rate("p1Network", 1, false, messages));
    rates.put("p2", rate("p2", 2, true, messages));
    return new LoopResult(
        Machine.here(), rates, checkpoint(messages), latencies(hopsOfLatency), explosion());
  }

  private long baseline(int parallelism, long records) throws Exception {
    say("no loop, parallelism %d: %,d records".formatted(parallelism, records));
    return warmThenMeasured(
        records,
        count -> {
          StreamExecutionEnvironment environment = environment(parallelism, Duration.ZERO);
          LoopJobs.baseline(environment, count, CHAIN);
          return environment;
        });
  }

  private long rate(String what, int parallelism, boolean shortCut, long messages)
      throws Exception {
    say("loop, %s: %,d messages".formatted(what, messages));
    return warmThenMeasured(
        messages,
        count -> {
          StreamExecutionEnvironment environment = environment(parallelism, Duration.ZERO);
          LoopJobs.chains(
              environment,
              count / CHAIN,
              new HopProgram(CHAIN, 0),
              CHAIN,
              shortCut,
              HIGH_WATER_MARK);
          return environment;
        });
  }

  private long warmThenMeasured(long messages, LongFunction<StreamExecutionEnvironment> job)
      throws Exception {
    run(job.apply(messages / 4));
    return perSecond(run(job.apply(messages)).result(), CHAIN);
  }

  private LoopResult.Checkpoint checkpoint(long messages) throws Exception {
    int hops = (int) Math.max(20, messages / IN_FLIGHT);
    say("checkpoints with %,d messages in flight, %d hops each".formatted(IN_FLIGHT, hops));
    Run without = circulate(hops, Duration.ZERO);
    Run with = circulate(hops, CHECKPOINTS);
    CompletedCheckpointStatsSummarySnapshot summary = with.checkpoints().getSummaryStats();
    LoopResult.Quantiles quiet = quantiles(without.result());
    LoopResult.Quantiles busy = quantiles(with.result());
    return new LoopResult.Checkpoint(
        IN_FLIGHT,
        with.checkpoints().getCounts().getNumberOfCompletedCheckpoints(),
        summary.getEndToEndDurationStats().getAverage(),
        summary.getEndToEndDurationStats().getMaximum(),
        summary.getStateSizeStats().getAverage(),
        quiet,
        busy,
        busy.minus(quiet));
  }

  private Run circulate(int hops, Duration checkpoints) throws Exception {
    StreamExecutionEnvironment environment = environment(2, checkpoints);
    LoopJobs.chains(
        environment, IN_FLIGHT, new HopProgram(hops, SAMPLE), hops, false, 2L * IN_FLIGHT);
    return run(environment);
  }

  private Map<String, Double> latencies(int hops) throws Exception {
    Map<String, Double> latencies = new LinkedHashMap<>();
    for (int timeout : new int[] {0, 1, 5}) {
      say("latency of %,d hops at a buffer time-out of %d ms".formatted(hops, timeout));
      StreamExecutionEnvironment environment =
          LoopJobs.environment(2, Duration.ofMillis(timeout), Duration.ZERO, checkpoints());
      // Every hop's duration is a result.
      LoopJobs.chains(environment, 1, new HopProgram(hops, 1), hops, false, HIGH_WATER_MARK);
      JobExecutionResult result = run(environment).result();
      long sum = result.<Long>getAccumulatorResult(Arrivals.SUM);
      long count = result.<Long>getAccumulatorResult(Arrivals.COUNT);
      latencies.put(Integer.toString(timeout), LoopResult.round(sum / 1e6 / count));
    }
    return latencies;
  }

  private LoopResult.Explosion explosion() throws Exception {
    say("two-hop explosion of %,d edges".formatted(EDGES));
    StreamExecutionEnvironment environment = environment(2, Duration.ZERO);
    LoopJobs.explosion(environment, EDGES, NODES);
    JobExecutionResult result = run(environment).result();
    return new LoopResult.Explosion(
        EDGES,
        NODES,
        result.<Long>getAccumulatorResult(Arrivals.SUM),
        result.getNetRuntime() / 1_000.0);
  }

  private StreamExecutionEnvironment environment(int parallelism, Duration checkpoints) {
    return LoopJobs.environment(parallelism, BUFFER_TIMEOUT, checkpoints, checkpoints());
  }

  private String checkpoints() {
    return directory.toUri().toString();
  }

  private Run run(StreamExecutionEnvironment environment) throws Exception {
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    cluster.submitJob(graph).get();
    JobExecutionResult result =
        cluster
            .requestJobResult(graph.getJobID())
            .get()
            .toJobExecutionResult(LoopBench.class.getClassLoader());
    CheckpointStatsSnapshot stats =
        cluster.getExecutionGraph(graph.getJobID()).get().getCheckpointStatsSnapshot();
    return new Run(result, stats);
  }

  private static long perSecond(JobExecutionResult result, int each) {
    long first = result.<Long>getAccumulatorResult(Arrivals.FIRST);
    long last = result.<Long>getAccumulatorResult(Arrivals.LAST);
    long count = result.<Long>getAccumulatorResult(Arrivals.COUNT);
    return Math.round((count - 1.0) * each / ((last - first) / 1e9));
  }

  private static LoopResult.Quantiles quantiles(JobExecutionResult result) {
    TreeMap<Integer, Integer> distribution = result.getAccumulatorResult(Arrivals.DISTRIBUTION);
    long count = distribution.values().stream().mapToLong(Integer::longValue).sum();
    return new LoopResult.Quantiles(
        quantile(distribution, 0.5, count),
        quantile(distribution, 0.99, count),
        millis(distribution.lastKey()));
  }

  private static double quantile(TreeMap<Integer, Integer> distribution, double share, long count) {
    long below = 0;
    for (Map.Entry<Integer, Integer> bucket : distribution.entrySet()) {
      below += bucket.getValue();
      if (below >= share * count) {
        return millis(bucket.getKey());
      }
    }
    return millis(distribution.lastKey());
  }

  private static double millis(int units) {
    return LoopResult.round(units * (Arrivals.UNIT_NANOS / 1e6));
  }

  private void say(String text) {
    progress.println(text);
    progress.flush();
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the cluster of the benchmark does not close", e);
    }
  }

  /** What a job left behind. */
  private record Run(JobExecutionResult result, CheckpointStatsSnapshot checkpoints) {}
}
