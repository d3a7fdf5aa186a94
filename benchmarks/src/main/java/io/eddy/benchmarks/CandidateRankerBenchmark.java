package io.eddy.benchmarks;

import io.eddy.memory.card.CandidateCard;
import io.eddy.model.predict.CandidateTable;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.predict.PopularityPredictor;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.CandidateRanker;
import io.eddy.model.rank.PartialRanking;
import java.util.Random;
import java.util.Set;
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

/** One query ranked against all candidates: top 10 and the counts of the true destination. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CandidateRankerBenchmark {
  private static final int QUERIES = 512;
  private static final int TOP = 10;

  /** Candidates in the table. */
  @Param({"1000", "25000"})
  public int candidates;

  /** Destinations in each source's history. */
  @Param({"16", "128"})
  public int history;

  private final LinkQuery[] queries = new LinkQuery[QUERIES];
  private final CandidateCard[] trueCards = new CandidateCard[QUERIES];
  private final CandidateRanker ownBaseline =
      new CandidateRanker(new RecencyPredictor(), new RecencyPredictor(), TOP);
  private final CandidateRanker otherBaseline =
      new CandidateRanker(new PopularityPredictor(), new RecencyPredictor(), TOP);
  private CandidateTable table = new CandidateTable();
  private int next;

  /** Draws the queries. */
  @Setup
  public void draw() {
    Random random = new Random(BenchmarkData.SEED);
    table = BenchmarkData.table(candidates);
    for (int i = 0; i < QUERIES; i++) {
      queries[i] =
          new LinkQuery(
              "user-" + i,
              1_800_000_000_000_000L,
              BenchmarkData.history(random, history, candidates));
      trueCards[i] = table.card(BenchmarkData.skewed(random, candidates));
    }
  }

  /** The recency rule, which is its own baseline. */
  @Benchmark
  public PartialRanking rank() {
    next = (next + 1) % QUERIES;
    return ownBaseline.rank(queries[next], table, trueCards[next], Set.of());
  }

  /** A predictor with another baseline beside it: two passes over the candidates. */
  @Benchmark
  public PartialRanking rankWithBaseline() {
    next = (next + 1) % QUERIES;
    return otherBaseline.rank(queries[next], table, trueCards[next], Set.of());
  }
}
