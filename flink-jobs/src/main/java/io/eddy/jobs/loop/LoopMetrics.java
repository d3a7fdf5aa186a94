package io.eddy.jobs.loop;

import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** Registers the gauges of a head in the group {@code eddy}. */
final class LoopMetrics {
  private LoopMetrics() {}

  /**
   * Gauges {@code inFlight} (messages this head has sent, not known to be processed), {@code
   * queued} (messages waiting here), {@code spilled} (of those, in files), {@code loggedBytes} (of
   * the checkpoints under way or the last one) {@code replayed} (messages of the checkpoint's log
   * that this head started with), {@code forgottenNodes} (how often the watermark has cleared
   * something of a node, since this head started) and {@code drainProgress} (share of the messages
   * that were processed as of the last wave after the end of input).
   */
  static void register(
      MetricGroup operator,
      Outbox<?> outbox,
      Channel<?> channel,
      WaitingMessages<?> waiting,
      CheckpointLog<?> log,
      LongSupplier forgotten,
      DoubleSupplier drainProgress) {
    MetricGroup group = operator.addGroup("eddy");
    group.gauge("inFlight", (Gauge<Long>) outbox::inFlight);
    group.gauge("queued", (Gauge<Long>) () -> channel.size() + waiting.size());
    group.gauge("spilled", (Gauge<Long>) () -> channel.spilled() + waiting.spilled());
    group.gauge("loggedBytes", (Gauge<Long>) log::bytes);
    group.gauge("replayed", (Gauge<Long>) outbox::replayed);
    group.gauge("forgottenNodes", (Gauge<Long>) forgotten::getAsLong);
    group.gauge("drainProgress", (Gauge<Double>) drainProgress::getAsDouble);
  }
}
