package io.eddy.cli.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * When snapshots were due, milliseconds since 1970 by the clock: at multiples of the interval, or,
 * with ticks by event time, when the first event was sent whose time is behind the tick.
 */
final class SnapshotTicks {
  private static final long NOT_YET = Long.MAX_VALUE;

  private final long intervalMillis;
  private final boolean byEventTime;
  private final ConcurrentSkipListMap<Long, Long> sent = new ConcurrentSkipListMap<>();

  SnapshotTicks(Duration interval, boolean byEventTime) {
    this.intervalMillis = interval.toMillis();
    this.byEventTime = byEventTime;
  }

  /** An event is being sent. */
  void sending(long eventMicros) {
    if (byEventTime) {
      sent.computeIfAbsent(numberAt(eventMicros), number -> System.currentTimeMillis());
    }
  }

  /** When a snapshot was due; never, so far, if its tick has not passed. */
  long due(long number) {
    if (!byEventTime) {
      return number * intervalMillis;
    }
    Map.Entry<Long, Long> first = sent.ceilingEntry(number);
    return first == null ? NOT_YET : first.getValue();
  }

  /** Number of the newest snapshot that was due at a moment, given the newest event then. */
  long newest(long millis, long eventMicros) {
    return byEventTime ? numberAt(eventMicros) : Math.floorDiv(millis, intervalMillis);
  }

  private long numberAt(long eventMicros) {
    return Math.floorDiv(Math.floorDiv(eventMicros, 1_000L), intervalMillis);
  }
}
