package io.eddy.jobs.candidates;

import io.eddy.jobs.event.MemoryView;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.jobs.models.EddyBundles;
import io.eddy.memory.ranker.RankerSettings;
import java.util.Objects;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One shard of the candidates under the one model: answers a request from the state as it is before
 * the event, then takes the event in, and at the shard of the destination its memory after it.
 *
 * <p>The model is that of the request: an event is ranked by the bundle whose network its nodes
 * were computed with, so a change of bundle falls between the same two events everywhere. What the
 * shard keeps are memories; a bundle with another network of the same dimensions goes on from them.
 */
public final class EddyRankOperator extends AbstractStreamOperator<ShardAnswer>
    implements OneInputStreamOperator<RankRequest, ShardAnswer> {
  private static final long serialVersionUID = 1L;

  private final RankerSettings features;
  private final int topN;

  private transient LearnedCards cards;
  private transient CardMemories memories;
  private transient EddyModels models;

  /**
   * A shard.
   *
   * @param features settings of the features, the same for all bundles that the job may change to
   * @param topN how many candidates an answer lists at most
   */
  public EddyRankOperator(RankerSettings features, int topN) {
    this.features = features;
    this.topN = topN;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    cards = new LearnedCards(context, getKeyedStateBackend(), features);
    memories = new CardMemories(context.getKeyedStateStore(), getKeyedStateBackend());
    models = new EddyModels(EddyBundles.INSTANCE, cards.state(), memories, topN);
  }

  @Override
  public void open() throws Exception {
    super.open();
    EddyMetrics.group(getRuntimeContext()).gauge("candidates", () -> cards.state().size());
  }

  /** Does nothing: most requests are about a destination of another shard. */
  @Override
  public void setKeyContextElement1(StreamRecord record) {}

  @Override
  public void processElement(StreamRecord<RankRequest> element) throws Exception {
    RankRequest request = element.getValue();
    TaskInfo task = getRuntimeContext().getTaskInfo();
    request.requireAddressedTo(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
    MemoryView memory =
        Objects.requireNonNull(request.memory(), "a request for the one model has a memory");
    EddyModels.Served served = models.of(memory.model());
    float[] q = served.towers().query(memory.embedding());
    output.collect(
        element.replace(
            cards.answer(
                request,
                served.shard(),
                (view, held) -> served.shard().score(view, q, memory.mails(), held),
                memory.model().version())));
    cards.takeIn(request, this::setCurrentKey);
    if (request.owner()) {
      float[] after =
          Objects.requireNonNull(memory.after(), "the destination's shard is told its memory");
      setCurrentKey(request.ref().dst());
      memories.put(after);
      models.put(request.ref().dst(), after);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    cards.snapshot(this::setCurrentKey);
    super.snapshotState(context);
  }
}
