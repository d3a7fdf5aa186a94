package io.eddy.jobs.metrics;

import io.eddy.jobs.event.EdgeRef;
import io.eddy.model.eval.SlidingMrr;
import io.eddy.model.rank.PartialRanking;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the dashboard shows of the rankings: their rate and latency, and the prequential MRR (each
 * event is ranked before it is learned from) of the predictor beside the recency rule's, running
 * and over the last 10,000 events.
 *
 * <p>At parallelism above 1 each subtask measures its own share of the events. The running MRR is
 * part of the checkpoint; the window starts anew after a restore. Before the first event each is
 * NaN: the mean of nothing.
 */
public final class RankingMetrics {
  private static final int WINDOW = 10_000;
  private static final ListStateDescriptor<double[]> RUNNING =
      new ListStateDescriptor<>(
          "running-mrr", PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final ListState<double[]> state;
  private final SlidingMrr window = new SlidingMrr(WINDOW);
  private final SlidingMrr recencyWindow = new SlidingMrr(WINDOW);
  private final Histogram latency;
  private final Meter events;
  private long count;
  private double sum;
  private double recencySum;

  /** Restores the running MRR and registers the metrics with the operator. */
  public RankingMetrics(OperatorStateStore store, RuntimeContext context) throws Exception {
    state = store.getListState(RUNNING);
    for (double[] part : state.get()) {
      count += (long) part[0];
      sum += part[1];
      recencySum += part[2];
    }
    latency = EddyMetrics.histogram(context, "latencyMs");
    events = EddyMetrics.perSecond(context, "eventsOutPerSecond");
    MetricGroup group = EddyMetrics.group(context);
    group.gauge("mrr", (Gauge<Double>) () -> sum / count);
    group.gauge("mrrLast10k", (Gauge<Double>) window::mrr);
    group.gauge("recencyMrr", (Gauge<Double>) () -> recencySum / count);
    group.gauge("recencyMrrLast10k", (Gauge<Double>) recencyWindow::mrr);
  }

  /** Writes the running MRR into the checkpoint. */
  public void snapshot() throws Exception {
    state.update(List.of(new double[] {count, sum, recencySum}));
  }

  /** Takes in a finished ranking. */
  public void ranked(EdgeRef ref, PartialRanking ranking) {
    events.markEvent();
    latency.update(System.currentTimeMillis() - ref.appendedAtMillis());
    double rank = ranking.rank();
    double recencyRank = ranking.baselineRank();
    count++;
    sum += 1 / rank;
    recencySum += 1 / recencyRank;
    window.add(rank);
    recencyWindow.add(recencyRank);
  }
}
