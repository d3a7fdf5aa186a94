package io.eddy.jobs.candidates;

import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.memory.card.CandidateCard;
import io.eddy.model.predict.LinkPredictors;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.CandidateRanker;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One shard of the candidates under a training-free rule: answers a request from the cards as they
 * are before the event, then applies the event to the true destination's card if that is here.
 *
 * <p>A request is addressed to a shard, not to a key: the key is set only to write the card of a
 * destination this shard owns.
 */
public final class RankOperator extends AbstractStreamOperator<ShardAnswer>
    implements OneInputStreamOperator<RankRequest, ShardAnswer> {
  private static final long serialVersionUID = 1L;

  private final String predictor;
  private final int topN;

  private transient ShardCards cards;
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
    cards = new ShardCards(context.getKeyedStateStore(), getKeyedStateBackend());
    ranker = new CandidateRanker(LinkPredictors.named(predictor), new RecencyPredictor(), topN);
  }

  @Override
  public void open() throws Exception {
    super.open();
    EddyMetrics.group(getRuntimeContext()).gauge("candidates", () -> cards.table().size());
  }

  /** Does nothing: most requests are about a destination of another shard. */
  @Override
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void processElement(StreamRecord<RankRequest> element) throws Exception {
    RankRequest request = element.getValue();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    request.requireAddressedTo(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
    CandidateCard before = request.before();
    LinkQuery query =
        new LinkQuery(request.ref().src(), request.ref().timeMicros(), request.history());
    ShardAnswer answer =
        ShardAnswer.ofRule(
            request.ref(),
            request.shards(),
            ranker.rank(query, cards.table(), before, query.sameTimeDestinations()));
    output.collect(element.replace(answer));
    if (request.owner()) {
      setCurrentKey(before.id());
      cards.put(before.visited(request.ref().timeMicros()));
    }
  }
}
