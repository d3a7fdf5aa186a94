package io.eddy.benchmarks;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.DenseRanker;
import io.eddy.model.ranker.RankerEngine;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.RankerPredictor;
import io.eddy.model.ranker.Standardisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The learned ranker: the network over the rows of all candidates of a query, and the query as a
 * whole. The parameters are drawn, which costs what trained ones cost.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RankerBenchmark {
  private static final int SOURCES = 2_000;
  private static final int WARM_EVENTS = 60_000;
  private static final int HABITUAL = 20;
  private static final int[] WIDTHS = {64, 32, 1};

  /** Candidates in the shard. */
  @Param("1000")
  public int candidates;

  private final Random random = new Random(BenchmarkData.SEED);
  private final RankerEngine engine = new RankerEngine(RankerSettings.wikipedia());
  private final RankerParameters parameters = parameters();
  private final RankerPredictor predictor = new RankerPredictor(parameters);
  private final TensorForward tensors = new TensorForward(parameters);
  private final DenseRanker network = new DenseRanker(parameters, RankerFeatures.transitionStart());
  private long timeMicros;
  private float[] rows = new float[0];
  private float[] scores = new float[0];

  /** Sources with habits, so that histories have the lengths that they have in real streams. */
  @Setup
  public void fill() {
    for (int i = 0; i < candidates; i++) {
      engine.addCandidate(BenchmarkData.id(i));
    }
    for (int i = 0; i < WARM_EVENTS; i++) {
      step();
    }
    rows = new float[candidates * RankerFeatures.size()];
    scores = new float[candidates];
    engine.candidates().features(view(), rows);
    requireSameScores();
  }

  private void requireSameScores() {
    float[] expected = tensors.score(rows, candidates);
    network.score(rows, candidates, scores);
    for (int i = 0; i < candidates; i++) {
      if (Math.abs(scores[i] - expected[i]) > 1e-3) {
        throw new IllegalStateException(
            "row %d scores %s in Java and %s by DJL".formatted(i, scores[i], expected[i]));
      }
    }
  }

  /** Frees the tensors. */
  @TearDown
  public void close() {
    tensors.close();
  }

  /** The network over the rows of one query. */
  @Benchmark
  public float[] forward() {
    network.score(rows, candidates, scores);
    return scores;
  }

  /** The same by DJL and PyTorch, the copies there and back included. */
  @Benchmark
  public float[] forwardByDjl() {
    return tensors.score(rows, candidates);
  }

  /** Rows and network. */
  @Benchmark
  public float[] query() {
    predictor.score(view(), engine.candidates(), scores);
    return scores;
  }

  private SourceView view() {
    return engine.view(source(), timeMicros);
  }

  private void step() {
    int source = random.nextInt(SOURCES);
    int dst =
        random.nextInt(8) > 0
            ? (source * 7 + BenchmarkData.skewed(random, HABITUAL)) % candidates
            : BenchmarkData.skewed(random, candidates);
    timeMicros += 1_000_000L * random.nextInt(30);
    engine.apply("user-" + source, BenchmarkData.id(dst), timeMicros);
  }

  private String source() {
    return "user-" + random.nextInt(SOURCES);
  }

  private static RankerParameters parameters() {
    Random random = new Random(BenchmarkData.SEED);
    int width = RankerFeatures.size();
    float[] deviations = new float[width];
    Arrays.fill(deviations, 1);
    Standardisation standardisation = new Standardisation(new float[width], deviations);
    List<DenseLayer> layers = new ArrayList<>();
    for (int outputs : WIDTHS) {
      layers.add(
          new DenseLayer(
              width, outputs, uniform(random, width * outputs), uniform(random, outputs)));
      width = outputs;
    }
    return new RankerParameters(standardisation, layers);
  }

  private static float[] uniform(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (random.nextFloat() - 0.5f) * 0.2f;
    }
    return values;
  }
}
