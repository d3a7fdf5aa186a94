package io.eddy.jobs.kafka;

import java.time.Instant;

/** Event times on the wire ({@link Instant}) and inside the job (microseconds since 1970). */
public final class Micros {
  private static final long PER_SECOND = 1_000_000L;

  private Micros() {}

  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000L);
  }

  /**
   * Microseconds since 1970.
   *
   * @throws ArithmeticException if they do not fit 64 bits
   */
  public static long of(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), PER_SECOND), time.getNano() / 1_000);
  }
}
