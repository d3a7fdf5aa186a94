package io.eddy.jobs.memory;

import io.eddy.config.Settings;
import io.eddy.memory.node.IdleNodes;
import java.io.Serializable;
import java.time.Duration;

/**
 * When a node's memory is published: not before an interval of event time has passed since it last
 * was, and not before it has moved by a share of its length since then. Both 0: every update is.
 *
 * <p>How far a memory has moved is the length of its path, the sum of what each update moved it by.
 * The distance to what was published last is at most that, so a reader of the topic is off by at
 * most that share, or by what happened within the interval.
 *
 * @param intervalMicros least event time between two records of a node
 * @param change least path as a share of the memory's length
 * @param idleMicros event time after which an idle node is forgotten, 0 for never
 */
public record MemoryThrottle(long intervalMicros, double change, long idleMicros)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long MICROS_PER_MILLI = 1_000;

  /** Checks the numbers. */
  public MemoryThrottle {
    // Written so that NaN fails.
    if (intervalMicros < 0
        || idleMicros < 0
        || !(change >= 0 && change < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a throttle of %d microseconds, a change of %s and nodes idle for %d microseconds; expected 0 or more of each"
              .formatted(intervalMicros, change, idleMicros));
    }
  }

  /** As the job's options say, for nodes that are forgotten after a time. */
  public static MemoryThrottle of(Settings settings, long idleMicros) {
    Duration interval = settings.get(MemoryOptions.INTERVAL);
    return new MemoryThrottle(
        Math.multiplyExact(interval.toMillis(), MICROS_PER_MILLI),
        settings.get(MemoryOptions.CHANGE),
        idleMicros);
  }

  IdleNodes idleNodes() {
    return new IdleNodes(idleMicros);
  }

  /** Whether the interval has passed since a memory was published. */
  boolean isTime(long publishedMicros, long nowMicros) {
    return nowMicros - publishedMicros >= intervalMicros;
  }

  /** Whether a path is long enough beside the length of the memory at its end. */
  boolean hasMoved(double path, double norm) {
    return path >= change * norm;
  }

  /** The first watermark, in milliseconds, at which the interval has passed. */
  long timerMillis(long publishedMicros) {
    // Rounded up.
    return -Math.floorDiv(-(publishedMicros + intervalMicros), MICROS_PER_MILLI);
  }
}
