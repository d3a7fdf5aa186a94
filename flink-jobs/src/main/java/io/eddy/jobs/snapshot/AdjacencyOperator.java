package io.eddy.jobs.snapshot;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.metrics.EddyMetrics;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Keeps the edges of the window and sends this subtask's part of the graph at every tick. Keyed by
 * the smaller id of an edge's two nodes, so a pair is kept once, whichever way its edges lead.
 *
 * <p>At ticks by event time the watermark has passed the tick: a part holds exactly the events of
 * the window that ends there, later ones that are here already are left out. So every subtask, and
 * every replay, gives the same snapshot. A late event counts from the next tick on.
 *
 * <p>Sending a part takes time in proportion to what is kept; the subtask does nothing else
 * meanwhile, for as many ticks as the watermark passes at once. What has expired is dropped on that
 * occasion.
 */
final class AdjacencyOperator extends AbstractStreamOperator<SnapshotPart>
    implements OneInputStreamOperator<Edge, SnapshotPart> {
  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<String, PairEvents> PAIRS =
      new MapStateDescriptor<>("pairs", StringSerializer.INSTANCE, PairEventsSerializer.INSTANCE);

  private static final ListStateDescriptor<Long> LAST_TICK =
      new ListStateDescriptor<>("last-tick", Types.LONG);

  private static final ListStateDescriptor<Long> EARLIEST =
      new ListStateDescriptor<>("earliest", Types.LONG);

  private static final ListStateDescriptor<Long> NEWEST =
      new ListStateDescriptor<>("newest", Types.LONG);

  private static final long MICROS = 1_000L;

  private final EdgeReading reading;
  private final TickKind kind;
  private final Ticks ticks;
  private final long windowMicros;
  private final long maxAheadMillis;
  private final boolean timed;

  private transient MapState<String, PairEvents> pairs;
  private transient ListState<Long> savedLastTick;
  private transient ListState<Long> savedEarliest;
  private transient ListState<Long> savedNewest;
  private transient long lastTickMillis;
  private transient long earliestMicros;
  private transient long newestMicros;
  private transient Counter unusable;

  /**
   * An operator without edges.
   *
   * @param window how long an edge counts; zero for ever
   * @param maxAhead how far an event's time may be ahead of its append and still move the window of
   *     ticks by the clock; one stray would let all edges expire
   * @param timed whether parts have the times of events
   */
  AdjacencyOperator(
      EdgeReading reading,
      TickKind kind,
      Ticks ticks,
      Duration window,
      Duration maxAhead,
      boolean timed) {
    this.reading = reading;
    this.kind = kind;
    this.ticks = ticks;
    this.windowMicros = window.isZero() ? Long.MAX_VALUE : window.toMillis() * MICROS;
    this.maxAheadMillis = maxAhead.toMillis();
    this.timed = timed;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    pairs = context.getKeyedStateStore().getMapState(PAIRS);
    savedLastTick = context.getOperatorStateStore().getUnionListState(LAST_TICK);
    savedEarliest = context.getOperatorStateStore().getUnionListState(EARLIEST);
    savedNewest = context.getOperatorStateStore().getUnionListState(NEWEST);
    lastTickMillis = Ticks.NONE;
    newestMicros = Long.MIN_VALUE;
    earliestMicros = Long.MAX_VALUE;
    for (long tick : savedLastTick.get()) {
      lastTickMillis = Math.max(lastTickMillis, tick);
    }
    for (long earliest : savedEarliest.get()) {
      earliestMicros = Math.min(earliestMicros, earliest);
    }
    for (long newest : savedNewest.get()) {
      newestMicros = Math.max(newestMicros, newest);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    savedLastTick.update(List.of(lastTickMillis));
    savedEarliest.update(List.of(earliestMicros));
    savedNewest.update(List.of(newestMicros));
  }

  @Override
  public void open() throws Exception {
    super.open();
    unusable = EddyMetrics.group(getRuntimeContext()).counter("edgesWithoutWeight");
    if (kind == TickKind.WALL_TIME) {
      awaitTick();
    }
  }

  @Override
  public void processElement(StreamRecord<Edge> element) throws Exception {
    Edge edge = element.getValue();
    float weight = reading.weight(edge);
    if (weight == EdgeReading.UNUSABLE) {
      unusable.inc();
      return;
    }
    long time = edge.ref().timeMicros();
    earliestMicros = Math.min(earliestMicros, time);
    if (!edge.ref().isAhead(maxAheadMillis)) {
      newestMicros = Math.max(newestMicros, time);
    }
    String other = EdgeReading.other(edge);
    PairEvents before = pairs.get(other);
    pairs.put(other, (before == null ? PairEvents.NONE : before).with(time, weight));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // The end of the input is no moment: a drained job may be started again from its savepoint.
    if (kind == TickKind.EVENT_TIME && !mark.equals(Watermark.MAX_WATERMARK)) {
      for (long tick = nextTick(); tick <= mark.getTimestamp(); tick = nextTick()) {
        send(ticks.number(tick), tick * MICROS);
        lastTickMillis = tick;
        if (tick < mark.getTimestamp()) {
          // Where the watermark jumps over several ticks, each is whole before the next is sent.
          output.emitWatermark(new Watermark(tick));
        }
      }
      if (lastTickMillis != Ticks.NONE && mark.getTimestamp() > lastTickMillis) {
        // Those that were passed over for want of events are not made for late ones either.
        lastTickMillis = ticks.atOrBefore(mark.getTimestamp());
      }
    }
    super.processWatermark(mark);
  }

  /** The first tick that is not made yet and has events before it; never if there are none. */
  private long nextTick() {
    if (earliestMicros == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long first = ticks.atOrAfter(Math.floorDiv(earliestMicros + MICROS - 1, MICROS));
    return lastTickMillis == Ticks.NONE ? first : Math.max(first, ticks.after(lastTickMillis));
  }

  private void awaitTick() {
    long tick = ticks.after(getProcessingTimeService().getCurrentProcessingTime());
    getProcessingTimeService().registerTimer(tick, this::wallTick);
  }

  private void wallTick(long tick) throws Exception {
    long number = ticks.number(tick);
    if (newestMicros != Long.MIN_VALUE) {
      send(number, newestMicros);
    }
    output.collect(
        new StreamRecord<>(
            new SnapshotPart.End(
                number, newestMicros, getRuntimeContext().getTaskInfo().getIndexOfThisSubtask())));
    awaitTick();
  }

  /** Sends a row for each node with pairs at the moment, and drops what has expired by it. */
  private void send(long number, long momentMicros) throws Exception {
    long after = windowMicros == Long.MAX_VALUE ? Long.MIN_VALUE : momentMicros - windowMicros;
    earliestMicros = Long.MAX_VALUE;
    getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            PAIRS,
            (key, state) -> {
              RowBuilder row = pairs(momentMicros, after, state);
              if (state.isEmpty()) {
                state.clear();
              }
              if (!row.isEmpty()) {
                output.collect(new StreamRecord<>(row.row(number, momentMicros, (String) key)));
              }
            });
  }

  private RowBuilder pairs(long moment, long after, MapState<String, PairEvents> state)
      throws Exception {
    RowBuilder row = new RowBuilder(timed);
    for (Iterator<Map.Entry<String, PairEvents>> it = state.iterator(); it.hasNext(); ) {
      Map.Entry<String, PairEvents> pair = it.next();
      PairEvents events = pair.getValue();
      row.add(pair.getKey(), events.span(after, moment));
      PairEvents left = events.without(after, moment);
      if (left.isEmpty()) {
        it.remove();
      } else {
        earliestMicros = Math.min(earliestMicros, left.timesMicros()[0]);
        if (left != events) {
          pair.setValue(left);
        }
      }
    }
    return row;
  }
}
