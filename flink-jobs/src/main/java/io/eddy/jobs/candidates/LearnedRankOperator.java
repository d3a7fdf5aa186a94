package io.eddy.jobs.candidates;

import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.jobs.models.CurrentModel;
import io.eddy.jobs.models.RankerBundles;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.ranker.LearnedShard;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One shard of the candidates under the learned ranker: answers a request from the state as it is
 * before the event, then takes the event in, whichever shard its destination belongs to, because
 * every shard keeps what is known of the whole stream.
 *
 * <p>The second input brings releases of bundles; one takes effect between two events. A bundle
 * that cannot be loaded or expects other features is refused: an error in the log, the counter
 * {@code modelsRefused}, and the present model stays.
 */
public final class LearnedRankOperator extends AbstractStreamOperator<ShardAnswer>
    implements TwoInputStreamOperator<RankRequest, Release, ShardAnswer> {
  private static final long serialVersionUID = 1L;

  private final Release first;
  private final int topN;

  private transient LearnedCards cards;
  private transient CurrentModel<Bundle> model;
  private transient LearnedShard shard;
  private transient Counter refused;
  private transient Counter taken;

  /**
   * A shard.
   *
   * @param first the bundle to begin with; a restored job goes on with the one it had
   * @param topN how many candidates an answer lists at most
   */
  public LearnedRankOperator(Release first, int topN) {
    this.first = first;
    this.topN = topN;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    model = new CurrentModel<>(context.getOperatorStateStore(), first, RankerBundles.INSTANCE);
    cards =
        new LearnedCards(
            context, getKeyedStateBackend(), model.bundle().manifest().features().settings());
    shard = new LearnedShard(cards.state(), model.bundle().parameters(), topN);
  }

  @Override
  public void open() throws Exception {
    super.open();
    EddyMetrics.group(getRuntimeContext()).gauge("candidates", () -> cards.state().size());
    refused = EddyMetrics.group(getRuntimeContext()).counter("modelsRefused");
    taken = EddyMetrics.group(getRuntimeContext()).counter("modelsTaken");
  }

  /** Does nothing: most requests are about a destination of another shard. */
  @Override
  public void setKeyContextElement1(StreamRecord record) {}

  /** Does nothing: a release is for all keys. */
  @Override
  public void setKeyContextElement2(StreamRecord record) {}

  @Override
  public void processElement1(StreamRecord<RankRequest> element) throws Exception {
    RankRequest request = element.getValue();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    request.requireAddressedTo(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
    output.collect(
        element.replace(cards.answer(request, shard, shard::score, model.release().version())));
    cards.takeIn(request, this::setCurrentKey);
  }

  @Override
  public void processElement2(StreamRecord<Release> element) {
    Release release = element.getValue();
    if (release.equals(model.release())) {
      return;
    }
    if (model.offer(release)) {
      shard.use(model.bundle().parameters());
      taken.inc();
    } else {
      refused.inc();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    cards.snapshot(this::setCurrentKey);
    model.snapshot();
    super.snapshotState(context);
  }
}
