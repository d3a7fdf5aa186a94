package io.eddy.jobs.node;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Offer;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.jobs.metrics.StateSizeSampler;
import io.eddy.memory.flink.PairHistorySerializer;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Meter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Visit 1, at the source u: offers the event with u's pair history as it was before, then writes
 * the destination into the history. Keyed by source.
 */
public final class OfferFunction extends KeyedProcessFunction<String, Edge, Offer> {
  private static final long serialVersionUID = 1L;

  private final int historyCapacity;
  private final @Nullable RankerSettings rankerSettings;

  private transient @Nullable SourceMemory rankerMemory;
  private transient ValueState<PairHistory> state;
  private transient StateSizeSampler<PairHistory> sizes;
  private transient Counter clamped;
  private transient Meter events;

  /**
   * The visit with a bound on what a source remembers.
   *
   * @param historyCapacity most destinations remembered for a source
   * @param rankerSettings of the features of a learned ranker; null where a rule ranks
   */
  public OfferFunction(int historyCapacity, @Nullable RankerSettings rankerSettings) {
    this.historyCapacity = historyCapacity;
    this.rankerSettings = rankerSettings;
  }

  @Override
  public void open(OpenContext openContext) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("pair-history", PairHistorySerializer.INSTANCE));
    rankerMemory =
        rankerSettings == null ? null : new SourceMemory(getRuntimeContext(), rankerSettings);
    sizes =
        new StateSizeSampler<>(
            getRuntimeContext(), "stateBytesPerSource", PairHistorySerializer.INSTANCE);
    clamped = EddyMetrics.group(getRuntimeContext()).counter("clamped");
    events = EddyMetrics.perSecond(getRuntimeContext(), "eventsInPerSecond");
  }

  @Override
  public void processElement(Edge edge, Context context, Collector<Offer> out) throws Exception {
    events.markEvent();
    EdgeRef ref = edge.ref();
    PairHistory before = state.value();
    if (before == null) {
      before = new PairHistory(historyCapacity);
    } else if (before.capacity() != historyCapacity) {
      // Restored state of a job with another capacity.
      before = before.copy(historyCapacity);
    }
    SourceView view = rankerMemory == null ? null : rankerMemory.visit(ref);
    out.collect(new Offer(ref, before, view));
    PairHistory after = before.copy();
    if (after.visit(ref.dst(), ref.timeMicros())) {
      clamped.inc();
    }
    state.update(after);
    sizes.sample(after);
  }
}
