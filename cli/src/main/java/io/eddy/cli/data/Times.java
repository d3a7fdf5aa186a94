package io.eddy.cli.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as data files write them. */
final class Times {
  static final long SECOND = 1_000_000L;
  static final long DAY = 86_400 * SECOND;
  private static final int FRACTION_DIGITS = 6;

  private Times() {}

  /**
   * Microseconds from seconds since 1970, with a fraction or without ({@code 1289241911.72836};
   * what is finer than a microsecond is cut off), or from ISO-8601 with an offset ({@code
   * 2026-11-01T08:00:00Z}).
   *
   * @throws IllegalArgumentException if it is neither
   */
  static long micros(String text) {
    if (text.indexOf('T') > 0) {
      try {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "expected ISO-8601 with an offset, for example 2026-11-01T08:00:00Z", e);
      }
    }
    int point = text.indexOf('.');
    try {
      if (point < 0) {
        return Math.multiplyExact(Long.parseLong(text), SECOND);
      }
      boolean negative = text.startsWith("-");
      String fraction = text.substring(point + 1);
      if (fraction.isEmpty() || !fraction.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new NumberFormatException(text);
      }
      String micros = (fraction + "000000").substring(0, FRACTION_DIGITS);
      long whole = Math.multiplyExact(Long.parseLong(text.substring(0, point)), SECOND);
      return Math.addExact(whole, (negative ? -1 : 1) * Long.parseLong(micros));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException("expected seconds since 1970, or ISO-8601", e);
    }
  }
}
