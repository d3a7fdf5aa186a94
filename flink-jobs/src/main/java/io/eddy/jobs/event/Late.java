package io.eddy.jobs.event;

/**
 * An event behind the watermark.
 *
 * @param edge the event
 * @param watermarkMillis the watermark when it arrived, milliseconds since 1970
 */
public record Late(Edge edge, long watermarkMillis) {

  /** How far the event was behind the earliest event time still in time; microseconds, positive. */
  public long latenessMicros() {
    return (watermarkMillis + 1) * 1000L - edge.ref().timeMicros();
  }
}
