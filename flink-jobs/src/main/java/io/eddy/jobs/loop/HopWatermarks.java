package io.eddy.jobs.loop;

import java.util.Arrays;

/**
 * How far each hop has come: the marks of all heads for each hop from 1 to the highest. A hop's
 * watermark is the least of its marks. All messages of hop h up to hop h's watermark have arrived
 * here, so once they are processed, this head has sent all of hop h+1 up to it.
 *
 * <p>A hop is idle when all heads have said so.
 */
final class HopWatermarks {
  private final long[][] marks;
  private final boolean[][] idle;
  private final long[] low;
  private final boolean[] allIdle;

  /** No marks yet. */
  HopWatermarks(int maxHops, int heads) {
    marks = new long[maxHops + 1][heads];
    idle = new boolean[maxHops + 1][heads];
    low = new long[maxHops + 1];
    allIdle = new boolean[maxHops + 1];
    for (long[] row : marks) {
      Arrays.fill(row, Long.MIN_VALUE);
    }
    Arrays.fill(low, Long.MIN_VALUE);
  }

  /**
   * Takes a mark.
   *
   * @param hop 1 to the highest
   * @param from the head it is of
   * @return whether the hop's watermark rose or the hop became idle
   */
  boolean mark(int hop, int from, long watermark, boolean isIdle) {
    marks[hop][from] = Math.max(marks[hop][from], watermark);
    idle[hop][from] = isIdle;
    long least = Long.MAX_VALUE;
    boolean every = true;
    for (int head = 0; head < marks[hop].length; head++) {
      least = Math.min(least, marks[hop][head]);
      every &= idle[hop][head];
    }
    boolean news = least > low[hop] || (every && !allIdle[hop]);
    low[hop] = least;
    allIdle[hop] = every;
    return news;
  }

  /** The watermark of a hop, {@link Long#MIN_VALUE} before all heads have marked it. */
  long watermark(int hop) {
    return low[hop];
  }

  /** Whether all heads are idle as of their last marks of this hop. */
  boolean idle(int hop) {
    return allIdle[hop];
  }
}
