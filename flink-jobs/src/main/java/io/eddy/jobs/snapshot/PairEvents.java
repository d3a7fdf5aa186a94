package io.eddy.jobs.snapshot;

import java.util.Arrays;

/**
 * What happened between two nodes within the window: event times, ascending, each with a weight;
 * weight 0 stands for a deletion, which takes away all that was before it. Immutable.
 *
 * @param timesMicros event times, microseconds since 1970
 * @param weights one a time, 0 or above
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content below.
record PairEvents(long[] timesMicros, float[] weights) {
  static final PairEvents NONE = new PairEvents(new long[0], new float[0]);

  /** The weight that stands for a deletion. */
  static final float DELETION = 0;

  /** These and one more, behind those of the same time. */
  PairEvents with(long timeMicros, float weight) {
    int at = upTo(timeMicros);
    int size = timesMicros.length;
    long[] times = Arrays.copyOf(timesMicros, size + 1);
    float[] all = Arrays.copyOf(weights, size + 1);
    System.arraycopy(timesMicros, at, times, at + 1, size - at);
    System.arraycopy(weights, at, all, at + 1, size - at);
    times[at] = timeMicros;
    all[at] = weight;
    return new PairEvents(times, all);
  }

  /**
   * The edge of a pair at a moment.
   *
   * @param weight the sum over the window; 0 where there is no edge
   * @param events that are in the sum
   * @param oldestMicros event time of the first of them; 0 where there is no edge
   * @param newestMicros event time of the last of them
   */
  record Span(float weight, int events, long oldestMicros, long newestMicros) {}

  /**
   * The weight of the pair's edge at a moment: the sum over the window before it, from the last
   * deletion on; 0 where there is no edge.
   *
   * @param afterMicros events at or before this are expired
   * @param untilMicros later events have not happened yet
   */
  float weight(long afterMicros, long untilMicros) {
    return span(afterMicros, untilMicros).weight();
  }

  /** As {@link #weight}, with the events that are in it. */
  Span span(long afterMicros, long untilMicros) {
    double sum = 0;
    int end = upTo(untilMicros);
    int first = upTo(afterMicros);
    for (int i = first; i < end; i++) {
      if (weights[i] == DELETION) {
        sum = 0;
        first = i + 1;
      } else {
        sum += weights[i];
      }
    }
    return first >= end
        ? new Span(0, 0, 0, 0)
        : new Span((float) sum, end - first, timesMicros[first], timesMicros[end - 1]);
  }

  /**
   * These less what no moment at or after the given one can see. The last deletion stays until it
   * expires itself: an event of before it may still arrive.
   */
  PairEvents without(long afterMicros, long untilMicros) {
    int first = upTo(afterMicros);
    int end = upTo(untilMicros);
    for (int i = first; i < end; i++) {
      if (weights[i] == DELETION) {
        first = i;
      }
    }
    return first == 0
        ? this
        : new PairEvents(
            Arrays.copyOfRange(timesMicros, first, timesMicros.length),
            Arrays.copyOfRange(weights, first, weights.length));
  }

  boolean isEmpty() {
    return timesMicros.length == 0;
  }

  /** How many events are at or before a moment. */
  private int upTo(long micros) {
    int low = 0;
    int high = timesMicros.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (timesMicros[middle] <= micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PairEvents that
        && Arrays.equals(timesMicros, that.timesMicros)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(timesMicros) + Arrays.hashCode(weights);
  }

  @Override
  public String toString() {
    return Arrays.toString(timesMicros) + Arrays.toString(weights);
  }
}
