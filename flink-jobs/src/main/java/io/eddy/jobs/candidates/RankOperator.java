package io.eddy.jobs.candidates;

import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.flink.CandidateCardSerializer;
import io.eddy.model.predict.CandidateTable;
import io.eddy.model.predict.LinkPredictors;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.CandidateRanker;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One shard of the candidates: answers a request from the cards as they are before the event, then
 * applies the event to the true destination's card if that is here.
 *
 * <p>The cards stand in state keyed by destination, so they move with their key groups when the job
 * is rescaled, and in a table on the heap, rebuilt from the state on restore, because a ranking
 * reads all of them. A request is addressed to a shard, not to a key: the key is set only to write
 * the card of a destination this shard owns.
 */
public final class RankOperator extends AbstractStreamOperator<ShardAnswer>
    implements OneInputStreamOperator<RankRequest, ShardAnswer> {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<CandidateCard> CARD =
      new ValueStateDescriptor<>("card", CandidateCardSerializer.INSTANCE);

  private final String predictor;
  private final int topN;

  private transient ValueState<CandidateCard> state;
  private transient CandidateTable table;
  private transient CandidateRanker ranker;

  /**
   * A shard with a predictor.
   *
   * @param predictor name of the predictor
   * @param topN how many candidates an answer lists at most
   */
  public RankOperator(String predictor, int topN) {
    this.predictor = predictor;
    this.topN = topN;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    table = new CandidateTable();
    ranker = new CandidateRanker(LinkPredictors.named(predictor), new RecencyPredictor(), topN);
    state = context.getKeyedStateStore().getState(CARD);
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            CARD,
            (dst, card) -> table.put(card.value()));
  }

  @Override
  public void open() throws Exception {
    super.open();
    EddyMetrics.group(getRuntimeContext()).gauge("candidates", () -> table.size());
  }

  /** Does nothing: most requests are about a destination of another shard. */
  @Override
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void processElement(StreamRecord<RankRequest> element) throws Exception {
    RankRequest request = element.getValue();
    requireAddressed(request);
    CandidateCard before = request.before();
    LinkQuery query =
        new LinkQuery(request.ref().src(), request.ref().timeMicros(), request.history());
    ShardAnswer answer =
        new ShardAnswer(
            request.ref(),
            request.shards(),
            ranker.rank(query, table, before, query.sameTimeDestinations()));
    output.collect(element.replace(answer));
    if (request.owner()) {
      CandidateCard after = before.visited(request.ref().timeMicros());
      setCurrentKey(before.id());
      state.update(after);
      table.put(after);
    }
  }

  /**
   * A request that came to another shard, or from another number of shards, would be miscounted.
   */
  private void requireAddressed(RankRequest request) {
    TaskInfo task = getRuntimeContext().getTaskInfo();
    if (request.shard() != task.getIndexOfThisSubtask()
        || request.shards() != task.getNumberOfParallelSubtasks()) {
      throw new IllegalStateException(
          "event '%s': a request to shard %d of %d came to shard %d of %d; settle and rank must have one parallelism"
              .formatted(
                  request.ref().id(),
                  request.shard(),
                  request.shards(),
                  task.getIndexOfThisSubtask(),
                  task.getNumberOfParallelSubtasks()));
    }
  }
}
