package io.eddy.cli.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Measures the feedback loop on a Flink cluster in this process. Use once. */
final class LoopBench implements AutoCloseable {
  /** The first run of a measurement, for warming up, is so many times shorter. */
  private static final int WARM_UP_SHARE = 4;

  private static final int CHAIN = 10;
  private static final int EDGES = 20_000;
  private static final int NODES = 2_000;
  private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);
  private static final long HIGH_WATER_MARK = 50_000;

  private final BenchCluster cluster = new BenchCluster();
  private final Path directory;
  private final PrintWriter progress;

  LoopBench(Path directory, PrintWriter progress) {
    this.directory = directory;
    this.progress = progress;
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
        Machine.here(), rates, checkpoint(), latencies(hopsOfLatency), explosion());
  }

  private long baseline(int parallelism, long records) throws Exception {
    say("no loop, parallelism %d: %,d records".formatted(parallelism, records));
    runBaseline(parallelism, records / WARM_UP_SHARE);
    return perSecond(runBaseline(parallelism, records), CHAIN);
  }

  private JobExecutionResult runBaseline(int parallelism, long records) throws Exception {
    StreamExecutionEnvironment environment = environment(parallelism, Duration.ZERO);
    LoopJobs.baseline(environment, records, CHAIN);
    return cluster.run(environment);
  }

  private long rate(String what, int parallelism, boolean shortCut, long messages)
      throws Exception {
    say("loop, %s: %,d messages".formatted(what, messages));
    runChains(parallelism, shortCut, messages / WARM_UP_SHARE);
    return perSecond(runChains(parallelism, shortCut, messages), CHAIN);
  }

  private JobExecutionResult runChains(int parallelism, boolean shortCut, long messages)
      throws Exception {
    StreamExecutionEnvironment environment = environment(parallelism, Duration.ZERO);
    LoopJobs.chains(
        environment,
        messages / CHAIN,
        new HopProgram(CHAIN, false),
        CHAIN,
        shortCut,
        HIGH_WATER_MARK);
    return cluster.run(environment);
  }

  private LoopResult.Checkpoint checkpoint() throws Exception {
    say("checkpoints while the loop is full");
    return new CheckpointBench(cluster, checkpoints(), BUFFER_TIMEOUT).run();
  }

  private Map<String, Double> latencies(int hops) throws Exception {
    Map<String, Double> latencies = new LinkedHashMap<>();
    for (int timeout : new int[] {0, 1, 5}) {
      say("latency of %,d hops at a buffer time-out of %d ms".formatted(hops, timeout));
      StreamExecutionEnvironment environment =
          LoopJobs.environment(2, Duration.ofMillis(timeout), Duration.ZERO, checkpoints());
      // Every hop's duration is a result.
      LoopJobs.chains(environment, 1, new HopProgram(hops, true), hops, false, HIGH_WATER_MARK);
      JobExecutionResult result = cluster.run(environment);
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
    JobExecutionResult result = cluster.run(environment);
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

  private static long perSecond(JobExecutionResult result, int each) {
    long first = result.<Long>getAccumulatorResult(Arrivals.FIRST);
    long last = result.<Long>getAccumulatorResult(Arrivals.LAST);
    long count = result.<Long>getAccumulatorResult(Arrivals.COUNT);
    return Math.round((count - 1.0) * each / ((last - first) / 1e9));
  }

  private void say(String text) {
    progress.println(text);
    progress.flush();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
