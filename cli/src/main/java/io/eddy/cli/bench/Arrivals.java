package io.eddy.cli.bench;

import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.api.common.accumulators.Histogram;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.accumulators.LongMaximum;
import org.apache.flink.api.common.accumulators.LongMinimum;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Ends a benchmark's stream: counts and adds up the numbers that arrive, notes when the first and
 * the last came, and how they are distributed, in units of 10 µs if they are nanoseconds.
 */
final class Arrivals extends ProcessFunction<Long, Void> {
  private static final long serialVersionUID = 1L;

  static final String COUNT = "count";
  static final String SUM = "sum";
  static final String FIRST = "first";
  static final String LAST = "last";
  static final String DISTRIBUTION = "distribution";
  private static final long UNIT_NANOS = 10_000;

  private final LongCounter count = new LongCounter();
  private final LongCounter sum = new LongCounter();
  private final LongMinimum first = new LongMinimum();
  private final LongMaximum last = new LongMaximum();
  private final Histogram distribution = new Histogram();

  @Override
  public void open(OpenContext context) {
    getRuntimeContext().addAccumulator(COUNT, count);
    getRuntimeContext().addAccumulator(SUM, sum);
    getRuntimeContext().addAccumulator(FIRST, first);
    getRuntimeContext().addAccumulator(LAST, last);
    getRuntimeContext().addAccumulator(DISTRIBUTION, distribution);
  }

  @Override
  public void processElement(Long value, Context context, Collector<Void> out) {
    long now = System.nanoTime();
    first.add(now);
    last.add(now);
    count.add(1L);
    sum.add(value);
    distribution.add((int) Math.min(Integer.MAX_VALUE, value / UNIT_NANOS));
  }

  /** Quantiles of a {@link #DISTRIBUTION}, in milliseconds. */
  static LoopResult.Quantiles quantiles(SortedMap<Integer, Integer> distribution) {
    long count = distribution.values().stream().mapToLong(Integer::longValue).sum();
    return new LoopResult.Quantiles(
        quantile(distribution, 0.5, count),
        quantile(distribution, 0.99, count),
        millis(distribution.lastKey()));
  }

  private static double quantile(
      SortedMap<Integer, Integer> distribution, double share, long count) {
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
    return LoopResult.round(units * (UNIT_NANOS / 1e6));
  }
}
