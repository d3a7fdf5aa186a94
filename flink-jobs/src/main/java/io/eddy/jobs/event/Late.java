package io.eddy.jobs.event;

/**
 * An event behind the watermark.
 *
 * @param edge the event
 * @param watermarkMillis the watermark when it arrived, milliseconds since 1970
 */
public record Late(Edge edge, long watermarkMillis) {

  /** The first event time that was still in time; microseconds since 1970. */
  public long firstInTimeMicros() {
    return (watermarkMillis + 1) * 1000L;
  }

  /** How far the event was behind the earliest event time still in time; microseconds, positive. */
  public long latenessMicros() {
    return firstInTimeMicros() - edge.ref().timeMicros();
  }
}
