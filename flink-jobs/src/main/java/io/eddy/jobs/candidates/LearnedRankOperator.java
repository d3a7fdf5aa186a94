package io.eddy.jobs.candidates;

import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.jobs.models.CurrentModel;
import io.eddy.jobs.models.RankerBundles;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.CandidateRanker;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.ranker.LearnedShard;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

  private transient ShardCards cards;
  private transient CandidateRanker baseline;
  private transient LearnedCandidates candidates;
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
    cards = new ShardCards(context.getKeyedStateStore(), getKeyedStateBackend());
    baseline = new CandidateRanker(new RecencyPredictor(), new RecencyPredictor(), 0);
    model = new CurrentModel<>(context.getOperatorStateStore(), first, RankerBundles.INSTANCE);
    candidates =
        new LearnedCandidates(
            context.getKeyedStateStore(),
            getKeyedStateBackend(),
            context.getOperatorStateStore(),
            model.bundle().manifest().features().settings());
    shard = new LearnedShard(candidates.state(), model.bundle().parameters(), topN);
  }

  @Override
  public void open() throws Exception {
    super.open();
    EddyMetrics.group(getRuntimeContext()).gauge("candidates", () -> candidates.state().size());
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
    output.collect(element.replace(answer(request)));
    if (request.owner()) {
      setCurrentKey(request.ref().dst());
      cards.put(request.before().visited(request.ref().timeMicros()));
    }
    candidates.apply(view(request), request.ref().dst());
  }

  private ShardAnswer answer(RankRequest request) {
    SourceView view = view(request);
    String dst = request.ref().dst();
    if (request.owner()) {
      candidates.state().put(dst);
    }
    LinkQuery query =
        new LinkQuery(request.ref().src(), request.ref().timeMicros(), request.history());
    Set<String> excluded = query.sameTimeDestinations();
    PartialRanking recency = baseline.rank(query, cards.table(), request.before(), excluded);
    String held = request.owner() ? dst : null;
    int scored = shard.score(view, held);
    PartialRanking ranking =
        new PartialRanking(
            shard.top(), scored, 0, 0, recency.baselineBetter(), recency.baselineTied());
    OpenRanking open = shard.open(held, excluded);
    return request.shards() == 1
        ? new ShardAnswer(
            request.ref(),
            1,
            OpenRanking.close(ranking, List.of(open)),
            null,
            model.release().version())
        : new ShardAnswer(
            request.ref(), request.shards(), ranking, open, model.release().version());
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
    candidates.snapshot(this::setCurrentKey);
    model.snapshot();
    super.snapshotState(context);
  }

  private static SourceView view(RankRequest request) {
    return Objects.requireNonNull(request.view(), "a request for the learned ranker has a view");
  }
}
