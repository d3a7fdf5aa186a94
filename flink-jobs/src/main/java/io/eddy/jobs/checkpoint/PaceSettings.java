package io.eddy.jobs.checkpoint;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * How checkpoints are paced.
 *
 * @param share of a core that writing a stream takes, above 0 and at most 1
 * @param mostRest how much longer a checkpoint may take for it; then it goes on as fast as it can
 */
record PaceSettings(double share, Duration mostRest) implements Serializable {

  /** The pace of a new stream. */
  Pace start(LongSupplier clock, LongConsumer rest) {
    return new Pace(share, mostRest.toNanos(), clock, rest);
  }
}
