package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Hello;
import io.eddy.jobs.loop.LoopRecord.Sentinel;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.metrics.scope.ScopeFormat;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where a message ends its way through the network: puts every record into the channel of the head
 * of this subtask, in the order of arrival, and a sentinel where a checkpoint's barrier arrived. It
 * never waits, so the cycle cannot block.
 *
 * <p>Stateless. Records of other heads may come before the own head has introduced itself; those
 * wait here.
 */
final class TailOperator<M> extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<LoopRecord<M>, Void> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable Channel<M> channel;
  private transient @Nullable SpillableQueue<LoopRecord<M>> early;

  private final long queueBytes;

  /** A tail that keeps so many bytes of early records on the heap. */
  TailOperator(long queueBytes) {
    this.queueBytes = queueBytes;
  }

  @Override
  public void open() throws Exception {
    super.open();
    TypeSerializer<LoopRecord<M>> records =
        getOperatorConfig().getTypeSerializerIn(0, getUserCodeClassloader());
    early = new SpillableQueue<>(Codec.of(records), queueBytes, SpillFolder.of(this));
  }

  @Override
  public void processElement(StreamRecord<LoopRecord<M>> element) throws Exception {
    if (element.getValue() instanceof Hello<M> hello) {
      meet(hello);
    } else {
      add(element.getValue());
    }
  }

  /** The barrier has come from all heads: what the channel holds so far is the checkpoint's. */
  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    add(new Sentinel<>(checkpointId, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask()));
  }

  private void add(LoopRecord<M> record) throws Exception {
    if (channel != null) {
      channel.add(record);
    } else if (early != null) {
      early.add(record);
    }
  }

  private void meet(Hello<M> hello) throws Exception {
    LoopRules.checkCoLocation(hello.channel(), hello.taskManager(), taskManager(this));
    // Without a channel the head has closed already, and this attempt is over.
    channel = Channels.find(hello.channel());
    if (channel != null && early != null) {
      for (LoopRecord<M> record = early.poll(); record != null; record = early.poll()) {
        channel.add(record);
      }
    }
    forgetEarly();
  }

  @Override
  public void close() throws Exception {
    forgetEarly();
    super.close();
  }

  private void forgetEarly() {
    if (early != null) {
      early.close();
      early = null;
    }
  }

  /** Id of the task manager an operator runs in. */
  static String taskManager(AbstractStreamOperator<?> operator) {
    return String.valueOf(
        operator.getMetricGroup().getAllVariables().get(ScopeFormat.SCOPE_TASKMANAGER_ID));
  }
}
