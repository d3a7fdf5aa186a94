package io.eddy.benchmarks;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.model.predict.CandidateTable;
import java.util.Random;

/** Seeded data in the shape of a real stream: few destinations take most visits. */
final class BenchmarkData {
  /** One seed for all benchmarks, so that runs compare. */
  static final long SEED = 42;

  private BenchmarkData() {}

  static String id(int candidate) {
    return "page-" + (8000 + candidate);
  }

  /** A candidate index below {@code bound}; the square favours low ones. */
  static int skewed(Random random, int bound) {
    double uniform = random.nextDouble();
    return (int) (uniform * uniform * bound);
  }

  static CandidateTable table(int candidates) {
    Random random = new Random(SEED);
    CandidateTable table = new CandidateTable();
    for (int i = 0; i < candidates; i++) {
      table.put(new CandidateCard(id(i), 1 + skewed(random, 2000), i));
    }
    return table;
  }

  /** A full history of this many destinations, each visited at a time of its own. */
  static PairHistory history(Random random, int size, int candidates) {
    PairHistory history = new PairHistory(size);
    long time = 1_700_000_000_000_000L;
    while (history.size() < size) {
      time += 1_000_000L * (1 + random.nextInt(600));
      history.visit(id(skewed(random, candidates)), time);
    }
    return history;
  }
}
