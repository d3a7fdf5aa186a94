package io.eddy.jobs.memory;

import io.eddy.memory.node.IdleNodes;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Says when the current node has been idle for so long that it is forgotten. One timer waits for
 * each node; when it fires early, since there was an event meanwhile, the next one is set.
 */
final class IdleTimer {
  private static final long MICROS_PER_MILLI = 1_000;

  private final IdleNodes idle;
  private final ValueState<Long> seen;
  private final ValueState<Long> timer;

  IdleTimer(IdleNodes idle, RuntimeContext context) {
    this.idle = idle;
    this.seen = context.getState(new ValueStateDescriptor<>("seen", Types.LONG));
    this.timer = context.getState(new ValueStateDescriptor<>("idle-timer", Types.LONG));
  }

  /** The node has an event. */
  void seen(long eventMillis, TimerService timers) throws IOException {
    Long before = seen.value();
    seen.update(before == null ? eventMillis : Math.max(before, eventMillis));
    if (timer.value() == null) {
      set(timers);
    }
  }

  /** Whether the node is forgotten at a timer; then nothing is kept of it. */
  boolean isOver(long timerMillis, TimerService timers) throws IOException {
    Long due = timer.value();
    if (due == null || timerMillis < due) {
      return false;
    }
    if (timers.currentWatermark() == Long.MAX_VALUE) {
      // The end of the input says nothing of how long a node was idle.
      timer.clear();
      return false;
    }
    if (deadlineMillis(seen.value()) > timerMillis) {
      set(timers);
      return false;
    }
    seen.clear();
    timer.clear();
    return true;
  }

  private void set(TimerService timers) throws IOException {
    long deadline = deadlineMillis(seen.value());
    timers.registerEventTimeTimer(deadline);
    timer.update(deadline);
  }

  /** The first watermark behind which every event would find the node idle for too long. */
  private long deadlineMillis(long seenMillis) {
    long lastMicros = Math.multiplyExact(seenMillis + 1, MICROS_PER_MILLI) - 1;
    return -Math.floorDiv(-idle.deadlineMicros(lastMicros), MICROS_PER_MILLI) - 1;
  }
}
