package io.eddy.jobs.order;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Incoming;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The watermark of one partition: the newest event time less the bound and a millisecond. An event
 * whose time is further ahead of its append in Kafka than a limit is processed but does not move
 * the watermark: a single stray would make every event late until the clock has caught up with it.
 *
 * <p>Milliseconds. One thread.
 */
public final class EventTimeWatermarks implements WatermarkGenerator<Incoming> {
  private final long boundMillis;
  private final long maxAheadMillis;
  private long newestMillis = Long.MIN_VALUE;

  /**
   * A generator that has seen no event.
   *
   * @param bound how far event times may be out of order
   * @param maxAhead how far an event time may be ahead of the append and still move the watermark
   */
  public EventTimeWatermarks(Duration bound, Duration maxAhead) {
    this.boundMillis = bound.toMillis();
    this.maxAheadMillis = maxAhead.toMillis();
  }

  @Override
  public void onEvent(Incoming incoming, long timestampMillis, WatermarkOutput output) {
    if (incoming instanceof Edge edge && !edge.ref().isAhead(maxAheadMillis)) {
      newestMillis = Math.max(newestMillis, timestampMillis);
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (newestMillis != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(newestMillis - boundMillis - 1));
    }
  }
}
