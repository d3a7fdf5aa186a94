package io.eddy.benchmarks;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerScales;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.Shortlist;
import io.eddy.memory.ranker.SourceState;
import io.eddy.memory.ranker.SourceView;
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

/**
 * The ranker's features after 100,000 events of sources that mostly stay or return: the view of a
 * source, the rows of all candidates, the rows of a shortlist, and taking an event in.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RankerFeaturesBenchmark {
  private static final int EVENTS = 100_000;
  private static final int SOURCES = 4_000;

  /** Candidates, each a destination of the stream. */
  @Param({"1000", "25000"})
  public int candidates;

  private final RankerScales scales = new RankerScales(RankerSettings.wikipedia());
  private final CandidateState shard = new CandidateState(scales);
  private final SourceState[] sources = new SourceState[SOURCES];
  private final int[] last = new int[SOURCES];
  private final Random random = new Random(BenchmarkData.SEED);
  private final int[] shortlist = new int[Shortlist.LARGE.capacity()];
  private float[] rows = new float[0];
  private long time = 1_700_000_000_000_000L;

  /** Plays the stream. */
  @Setup
  public void play() {
    for (int source = 0; source < SOURCES; source++) {
      sources[source] = new SourceState();
      last[source] = source % candidates;
    }
    for (int i = 0; i < candidates; i++) {
      shard.put(BenchmarkData.id(i));
    }
    for (int i = 0; i < EVENTS; i++) {
      event();
    }
    rows = new float[candidates * RankerFeatures.size()];
  }

  private SourceView view(int source) {
    return sources[source].view("user-" + source, time, scales);
  }

  /** The view of a source before an event. */
  @Benchmark
  public SourceView view() {
    return view(BenchmarkData.skewed(random, SOURCES));
  }

  /** The view and the rows of all candidates. */
  @Benchmark
  public float[] rowsOfAll() {
    shard.features(view(BenchmarkData.skewed(random, SOURCES)), rows);
    return rows;
  }

  /** The view, a shortlist of candidates and their rows. */
  @Benchmark
  public float[] rowsOfShortlist() {
    SourceView view = view(BenchmarkData.skewed(random, SOURCES));
    shard.features(view, shortlist, shard.shortlist(view, Shortlist.LARGE, shortlist), rows);
    return rows;
  }

  /** An event taken in at its source and at the candidates. */
  @Benchmark
  public void event() {
    time += 1_000_000L * random.nextInt(40);
    int source = BenchmarkData.skewed(random, SOURCES);
    int choice = random.nextInt(10);
    if (choice == 9) {
      last[source] = BenchmarkData.skewed(random, candidates);
    } else if (choice > 6) {
      last[source] = (source + random.nextInt(5)) % candidates;
    }
    String dst = BenchmarkData.id(last[source]);
    SourceView view = view(source);
    sources[source].apply(dst, time, scales);
    shard.apply(view, dst);
  }
}
