package io.eddy.jobs.node;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.jobs.models.CurrentModel;
import io.eddy.jobs.models.MemoryBundles;
import io.eddy.jobs.models.NodeNetwork;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes on every event which network its nodes are to use, so that a change of model falls between
 * two events and both nodes of an event use the same one. A bundle that does not fit the memories
 * of this job is refused.
 */
public final class StampOperator extends AbstractStreamOperator<StampedEdge>
    implements TwoInputStreamOperator<Edge, Release, StampedEdge> {
  private static final long serialVersionUID = 1L;

  private final Release first;
  private transient CurrentModel<NodeNetwork> model;
  private transient Counter taken;
  private transient Counter refused;

  /**
   * An operator.
   *
   * @param first the bundle to begin with; a restored job goes on with the one it had
   */
  public StampOperator(Release first) {
    this.first = first;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    model = new CurrentModel<>(context.getOperatorStateStore(), first, MemoryBundles.INSTANCE);
  }

  @Override
  public void open() throws Exception {
    super.open();
    taken = EddyMetrics.group(getRuntimeContext()).counter("modelsTaken");
    refused = EddyMetrics.group(getRuntimeContext()).counter("modelsRefused");
  }

  @Override
  public void processElement1(StreamRecord<Edge> element) {
    output.collect(element.replace(new StampedEdge(element.getValue(), model.release())));
  }

  @Override
  public void processElement2(StreamRecord<Release> element) {
    if (!element.getValue().equals(model.release())) {
      (model.offer(element.getValue()) ? taken : refused).inc();
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    model.snapshot();
    super.snapshotState(context);
  }
}
