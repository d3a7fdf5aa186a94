package io.eddy.jobs.node;

import io.eddy.jobs.event.Offer;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.metrics.StateSizeSampler;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.flink.CandidateCardSerializer;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Visit 2, at the destination v: asks every shard of the candidates to rank, handing them v's card
 * as it was before the event, then takes the event into the card. Keyed by destination.
 *
 * <p>The true destination's score must be known to every shard before it can count who is better,
 * so the card travels with the question; at parallelism P an event causes P requests, sent
 * together.
 */
public final class SettleFunction extends KeyedProcessFunction<String, Offer, RankRequest> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<CandidateCard> state;
  private transient StateSizeSampler<CandidateCard> sizes;

  @Override
  public void open(OpenContext openContext) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("card", CandidateCardSerializer.INSTANCE));
    sizes =
        new StateSizeSampler<>(
            getRuntimeContext(), "stateBytesPerDestination", CandidateCardSerializer.INSTANCE);
  }

  @Override
  public void processElement(Offer offer, Context context, Collector<RankRequest> out)
      throws Exception {
    String dst = offer.ref().dst();
    CandidateCard before = state.value();
    if (before == null) {
      before = CandidateCard.unseen(dst);
    }
    TaskInfo task = getRuntimeContext().getTaskInfo();
    int shards = task.getNumberOfParallelSubtasks();
    int owner =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            dst, task.getMaxNumberOfParallelSubtasks(), shards);
    for (int shard = 0; shard < shards; shard++) {
      out.collect(
          new RankRequest(
              shard, shards, shard == owner, offer.ref(), offer.history(), offer.view(), before));
    }
    CandidateCard after = before.visited(offer.ref().timeMicros());
    state.update(after);
    sizes.sample(after);
  }
}
