package io.eddy.jobs.loop;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a line to the log every ten seconds of a drain: no checkpoint completes meanwhile. */
final class DrainReporter {
  private static final Logger LOG = LoggerFactory.getLogger(DrainReporter.class);
  private static final long INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final String loop;
  private final int head;
  private final Outbox<?> outbox;
  private long last = System.nanoTime();

  DrainReporter(String loop, int head, Outbox<?> outbox) {
    this.loop = loop;
    this.head = head;
    this.outbox = outbox;
  }

  void tick(WaveDetector waves) {
    long now = System.nanoTime();
    if (now - last >= INTERVAL_NANOS) {
      last = now;
      LOG.info(
          "Loop '{}', head {}: input has ended, draining; {} messages of this head in flight, wave"
              + " {}, {} % of all messages processed",
          loop, head, outbox.inFlight(), waves.round(), Math.round(100 * waves.progress()));
    }
  }
}
