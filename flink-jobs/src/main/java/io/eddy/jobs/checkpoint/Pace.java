package io.eddy.jobs.checkpoint;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Rests of a thread between pieces of its work, so that it works a share of the time: after work of
 * t follows a rest of t · (1/share − 1), until there was as much rest as there may be. Where the
 * machine is busy a piece takes longer, and so does its rest.
 *
 * <p>One thread at a time.
 */
final class Pace {
  /** Some tenths of a millisecond of work: short enough that nobody waits long for the core. */
  static final int PIECE_BYTES = 1 << 16;

  /** A piece that took longer was held up, by a disk or the machine: that was a rest already. */
  private static final long LONGEST_REST_NANOS = 1_000_000_000;

  private final double restsPerWork;
  private long restLeft;
  private final LongSupplier clock;
  private final LongConsumer rest;
  private boolean working;
  private long begun;
  private long bytes;

  /**
   * A pace.
   *
   * @param share of the time that is worked, above 0 and at most 1
   * @param mostRest of all rests together, nanoseconds
   * @param clock nanoseconds
   * @param rest waits for so many nanoseconds, or less when interrupted
   */
  Pace(double share, long mostRest, LongSupplier clock, LongConsumer rest) {
    this.restsPerWork = 1 / share - 1;
    this.restLeft = mostRest;
    this.clock = clock;
    this.rest = rest;
  }

  /** So many bytes are about to be written; rests first where those before make a piece. */
  void write(int more) {
    if (!working) {
      begun = clock.getAsLong();
      working = true;
    } else if (bytes >= PIECE_BYTES) {
      long worked = clock.getAsLong() - begun;
      long due = Math.min((long) (worked * restsPerWork), Math.min(LONGEST_REST_NANOS, restLeft));
      rest.accept(due);
      restLeft -= due;
      begun = clock.getAsLong();
      bytes = 0;
    }
    bytes += more;
  }
}
