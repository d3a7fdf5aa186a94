package io.eddy.benchmarks;

import io.eddy.memory.pair.PairHistory;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One visit taken into a full history, four times in five to a destination it already holds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PairHistoryBenchmark {
  private static final int VISITS = 4096;
  private static final int OTHERS = 10_000;

  /** Destinations the history holds. */
  @Param({"8", "128"})
  public int size;

  private final String[] dsts = new String[VISITS];
  private PairHistory history = new PairHistory(1);
  private int next;
  private long time = 1_800_000_000_000_000L;

  /** Draws the visits. */
  @Setup
  public void draw() {
    Random random = new Random(BenchmarkData.SEED);
    history = BenchmarkData.history(random, size, OTHERS);
    String[] known = new String[size];
    for (int i = 0; i < size; i++) {
      known[i] = history.dst(i);
    }
    for (int i = 0; i < VISITS; i++) {
      dsts[i] =
          random.nextInt(5) > 0
              ? known[BenchmarkData.skewed(random, size)]
              : BenchmarkData.id(random.nextInt(OTHERS));
    }
  }

  /** One visit. */
  @Benchmark
  public boolean visit() {
    next = (next + 1) % VISITS;
    time += 1_000;
    return history.visit(dsts[next], time);
  }
}
