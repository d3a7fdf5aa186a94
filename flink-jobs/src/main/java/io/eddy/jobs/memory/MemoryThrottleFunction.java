package io.eddy.jobs.memory;

import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Lets a node's memory through as a {@link MemoryThrottle} says. A memory that comes too early is
 * held, a later one takes its place, and when the watermark says that the interval has passed the
 * held one goes: so the last memory of a node that falls silent is published too. Keyed by node. A
 * node that was idle for so long that it is forgotten is published as {@linkplain
 * MemoryUpdate#forgotten forgotten}.
 *
 * <p>A record depends on the updates and watermarks only, so after a failure the same records are
 * written again.
 */
public final class MemoryThrottleFunction
    extends KeyedProcessFunction<String, MemoryUpdate, MemoryUpdate> {
  private static final long serialVersionUID = 1L;

  private final MemoryThrottle throttle;
  private transient ValueState<Published> state;
  private transient Counter heldBack;
  private transient @Nullable IdleTimer idle;

  /** A function with this policy. */
  public MemoryThrottleFunction(MemoryThrottle throttle) {
    this.throttle = throttle;
  }

  /**
   * Adds the throttle to a job, chained to the operator it reads.
   *
   * @param updates of nodes, each from the subtask of an operator keyed by node that has its state
   */
  public static SingleOutputStreamOperator<MemoryUpdate> apply(
      DataStream<MemoryUpdate> updates, MemoryThrottle throttle) {
    return DataStreamUtils.reinterpretAsKeyedStream(updates, MemoryUpdate::node, Types.STRING)
        .process(new MemoryThrottleFunction(throttle))
        .returns(new VersionedTypeInfo<>(MemoryUpdateSerializer.INSTANCE))
        .name("Throttle memories")
        .uid("memory-throttle");
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "published", new VersionedTypeInfo<>(PublishedSerializer.INSTANCE)));
    heldBack = EddyMetrics.group(getRuntimeContext()).counter("memoriesHeldBack");
    idle =
        throttle.idleMicros() == 0
            ? null
            : new IdleTimer(throttle.idleNodes(), getRuntimeContext());
  }

  @Override
  public void processElement(MemoryUpdate update, Context context, Collector<MemoryUpdate> out)
      throws IOException {
    if (idle != null) {
      idle.seen(context.timestamp(), context.timerService());
    }
    Published published = state.value();
    if (published == null) {
      out.collect(update);
      state.update(new Published(update.timeMicros(), 0, null));
      return;
    }
    double path = published.path() + update.moved();
    boolean isTime = throttle.isTime(published.timeMicros(), update.timeMicros());
    if (isTime && throttle.hasMoved(path, update.norm())) {
      out.collect(update);
      published.publish(update.timeMicros());
    } else {
      heldBack.inc();
      if (!isTime && published.held() == null) {
        context.timerService().registerEventTimeTimer(throttle.timerMillis(published.timeMicros()));
      }
      published.move(path);
      if (!isTime) {
        published.hold(update);
      }
    }
    state.update(published);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<MemoryUpdate> out)
      throws IOException {
    if (idle != null && idle.isOver(timestamp, context.timerService())) {
      state.clear();
      out.collect(MemoryUpdate.forgotten(context.getCurrentKey(), timestamp));
      return;
    }
    Published published = state.value();
    HeldMemory held = published == null ? null : published.held();
    // A timer may be of a memory that a later one, in time by itself, has overtaken.
    if (published == null
        || held == null
        || throttle.timerMillis(published.timeMicros()) > timestamp) {
      return;
    }
    if (throttle.hasMoved(published.path(), held.norm())) {
      MemoryUpdate update = held.update();
      out.collect(update);
      published.publish(update.timeMicros());
    } else {
      published.move(published.path());
    }
    state.update(published);
  }
}
