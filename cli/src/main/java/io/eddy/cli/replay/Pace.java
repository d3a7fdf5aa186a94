package io.eddy.cli.replay;

import java.time.Duration;

/** When each event of a replay is due. */
@FunctionalInterface
public interface Pace {
  /** Every event at once: as fast as the broker takes them. */
  Pace MAX = (index, micros) -> 0;

  /**
   * When an event is due.
   *
   * @param index number of the event in the replay, from 0
   * @param micros event time less that of the first event, in microseconds
   * @return nanoseconds after the replay's start
   */
  long dueNanos(long index, long micros);

  /** {@code factor} times as fast as it happened. */
  static Pace timesRealTime(double factor) {
    requirePositive(factor);
    return (index, micros) -> (long) (micros / factor * 1_000);
  }

  /** A fixed number of events a second, whatever their times. */
  static Pace perSecond(double events) {
    requirePositive(events);
    return (index, micros) -> (long) (index / events * Duration.ofSeconds(1).toNanos());
  }

  /**
   * Reads {@code max}, or a number of times real time such as {@code 10} or {@code 10x}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Pace parse(String text) {
    if (text.equals("max")) {
      return MAX;
    }
    try {
      return timesRealTime(Double.parseDouble(text.replaceFirst("x$", "")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "speed '%s': expected max, or how many times real time, for example 10".formatted(text),
          e);
    }
  }

  private static void requirePositive(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("'" + value + "': expected a number above 0");
    }
  }
}
