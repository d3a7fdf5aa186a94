package io.eddy.jobs.candidates;

import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.MemoryView;
import io.eddy.jobs.event.Neural;
import io.eddy.jobs.event.Offer;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.Settled;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.jobs.metrics.StateSizeSampler;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.flink.CandidateCardSerializer;
import io.eddy.memory.flink.PairHistorySerializer;
import io.eddy.memory.pair.PairHistory;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Meter;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Asks every shard of the candidates about a settled event, and measures the events.
 *
 * <p>The true destination's card must be known to every shard before it can count who is better, so
 * the card travels with the question; at parallelism P an event causes P requests, sent together.
 */
public final class AskFunction extends RichFlatMapFunction<Settled, RankRequest> {
  private static final long serialVersionUID = 1L;

  private transient StateSizeSampler<PairHistory> sourceSizes;
  private transient StateSizeSampler<CandidateCard> destinationSizes;
  private transient Counter clamped;
  private transient Meter events;

  @Override
  public void open(OpenContext openContext) {
    sourceSizes =
        new StateSizeSampler<>(
            getRuntimeContext(), "stateBytesPerSource", PairHistorySerializer.INSTANCE);
    destinationSizes =
        new StateSizeSampler<>(
            getRuntimeContext(), "stateBytesPerDestination", CandidateCardSerializer.INSTANCE);
    clamped = EddyMetrics.group(getRuntimeContext()).counter("clamped");
    events = EddyMetrics.perSecond(getRuntimeContext(), "eventsInPerSecond");
  }

  @Override
  public void flatMap(Settled settled, Collector<RankRequest> out) throws Exception {
    Offer offer = settled.offer();
    CandidateCard before = settled.before();
    measure(offer, before);
    EdgeRef ref = offer.ref();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int shards = task.getNumberOfParallelSubtasks();
    int owner =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            ref.dst(), task.getMaxNumberOfParallelSubtasks(), shards);
    for (int shard = 0; shard < shards; shard++) {
      out.collect(
          new RankRequest(
              shard,
              shards,
              shard == owner,
              ref,
              offer.history(),
              offer.view(),
              before,
              memory(settled, shard == owner)));
    }
  }

  private static @Nullable MemoryView memory(Settled settled, boolean owner) {
    Neural neural = settled.offer().neural();
    return neural == null || neural.mails() == null
        ? null
        : new MemoryView(
            neural.model(),
            neural.interaction().sourceEmbedding(),
            neural.mails().mails(),
            owner ? settled.after() : null);
  }

  private void measure(Offer offer, CandidateCard before) throws Exception {
    events.markEvent();
    if (offer.clamped()) {
      clamped.inc();
    }
    sourceSizes.sample(offer.history());
    destinationSizes.sample(before);
  }
}
