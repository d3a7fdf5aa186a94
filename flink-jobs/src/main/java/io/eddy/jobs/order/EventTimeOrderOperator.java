package io.eddy.jobs.order;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Late;
import io.eddy.jobs.event.LateSerializer;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.OutputTag;

/**
 * Puts events into event-time order: each waits until the watermark has passed it and leaves sorted
 * by event time (microseconds), equal times in order of arrival. An event at or behind the
 * watermark is late and treated by the {@link LatePolicy}. Without waiting, events in time pass at
 * once.
 *
 * <p>When every input is idle, no watermark will come until there is a new event: all that waits is
 * released then, and the newest of it is taken for the watermark.
 *
 * <p>The watermark is part of the checkpoint, in union operator state: a restored source starts
 * without one, and what was late must stay late. It never turns back.
 *
 * <p>Keyed by source. The waiting events stand in keyed state, written as they arrive, and in a
 * queue on the heap that is rebuilt from the state on restore. They are those of the bound on
 * out-of-orderness, and those that one partition is ahead of the slowest: a backlog on several
 * partitions can make that much more than the bound, unless {@code eddy.order.max-drift} limits it.
 */
public final class EventTimeOrderOperator extends AbstractStreamOperator<Edge>
    implements OneInputStreamOperator<Edge, Edge> {
  private static final long serialVersionUID = 1L;

  /** Side output of late events (policies divert and apply). */
  public static final OutputTag<Late> LATE =
      new OutputTag<>("late", new VersionedTypeInfo<>(LateSerializer.INSTANCE));

  private static final ListStateDescriptor<PendingEdge> PENDING =
      new ListStateDescriptor<>("pending", PendingEdgeSerializer.INSTANCE);

  private static final ListStateDescriptor<Long> WATERMARK =
      new ListStateDescriptor<>("watermark", Types.LONG);

  private final boolean waits;
  private final LatePolicy policy;

  private transient ListState<PendingEdge> pending;
  private transient PriorityQueue<PendingEdge> queue;
  private transient long nextSequence;
  private transient ListState<Long> savedWatermark;
  private transient long watermark;
  private transient Counter late;

  /**
   * An operator that sorts, or one that only looks for late events.
   *
   * @param waits whether events wait for the watermark; false for a bound of 0
   * @param policy what becomes of late events
   */
  public EventTimeOrderOperator(boolean waits, LatePolicy policy) {
    this.waits = waits;
    this.policy = policy;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    queue = new PriorityQueue<>();
    savedWatermark = context.getOperatorStateStore().getUnionListState(WATERMARK);
    watermark = lowest(savedWatermark.get());
    pending = context.getKeyedStateStore().getListState(PENDING);
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            PENDING,
            (key, state) -> state.get().forEach(queue::add));
    nextSequence = queue.stream().mapToLong(PendingEdge::sequence).max().orElse(-1) + 1;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    savedWatermark.update(List.of(watermark));
  }

  @Override
  public void open() throws Exception {
    super.open();
    late = EddyMetrics.group(getRuntimeContext()).counter("late");
    EddyMetrics.watermarkLag(getRuntimeContext(), () -> watermark);
    EddyMetrics.group(getRuntimeContext()).gauge("waiting", () -> queue.size());
  }

  @Override
  public void processElement(StreamRecord<Edge> element) throws Exception {
    Edge edge = element.getValue();
    if (edge.ref().timeMillis() <= watermark) {
      takeLate(element, edge);
    } else if (waits) {
      PendingEdge entry = new PendingEdge(edge, nextSequence++);
      pending.add(entry);
      queue.add(entry);
    } else {
      output.collect(element);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.equals(Watermark.MAX_WATERMARK)) {
      // A drained job may be started again from its savepoint: the end is not kept as a watermark.
      releaseAll();
    } else if (mark.getTimestamp() > watermark) {
      watermark = mark.getTimestamp();
      release();
    }
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      releaseAll();
    }
    super.processWatermarkStatus(status);
  }

  private void takeLate(StreamRecord<Edge> element, Edge edge) {
    late.inc();
    if (policy != LatePolicy.DROP) {
      output.collect(LATE, new StreamRecord<>(new Late(edge, watermark), element.getTimestamp()));
    }
    if (policy == LatePolicy.APPLY) {
      output.collect(element);
    }
  }

  private void releaseAll() throws Exception {
    long newest =
        queue.stream().mapToLong(entry -> entry.edge().ref().timeMillis()).max().orElse(watermark);
    watermark = Math.max(watermark, newest);
    release();
  }

  private static long lowest(Iterable<Long> watermarks) {
    long lowest = Long.MAX_VALUE;
    for (long each : watermarks) {
      lowest = Math.min(lowest, each);
    }
    return lowest == Long.MAX_VALUE ? Long.MIN_VALUE : lowest;
  }

  private void release() throws Exception {
    Set<String> released = new LinkedHashSet<>();
    while (!queue.isEmpty() && queue.peek().edge().ref().timeMillis() <= watermark) {
      Edge edge = queue.remove().edge();
      released.add(edge.ref().src());
      output.collect(new StreamRecord<>(edge, edge.ref().timeMillis()));
    }
    for (String src : released) {
      setCurrentKey(src);
      List<PendingEdge> left = new ArrayList<>();
      for (PendingEdge entry : pending.get()) {
        if (entry.edge().ref().timeMillis() > watermark) {
          left.add(entry);
        }
      }
      pending.update(left);
    }
  }
}
