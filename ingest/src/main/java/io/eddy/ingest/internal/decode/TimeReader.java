package io.eddy.ingest.internal.decode;

import io.eddy.ingest.mapping.Mapping.TimeField;
import io.eddy.ingest.mapping.TimeUnit;
import io.eddy.schemas.topics.DeadLetterCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event time into epoch microseconds, rounded down. A value beyond what 64 bits hold
 * becomes the nearest value they do hold, which the check against the clock then refuses.
 */
final class TimeReader {
  /** Digits before the point above which, and zeros after it below which, there is no counting. */
  private static final int MAX_DIGITS = 40;

  private final String field;
  private final TimeUnit unit;

  TimeReader(TimeField time) {
    this.field = time.field();
    this.unit = time.unit();
  }

  /**
   * Microseconds since 1970.
   *
   * @throws BadRecordException if the value is absent or no time in the unit
   */
  long micros(@Nullable Object value) {
    if (value == null || value.equals("")) {
      throw new BadRecordException(
          DeadLetterCode.MISSING_TIME,
          "The event time is missing: the field '%s' is absent or empty.".formatted(field));
    }
    if (unit == TimeUnit.ISO) {
      return iso(value);
    }
    if (value instanceof Long number) {
      return scaled(number);
    }
    if (value instanceof Double number) {
      if (!Double.isFinite(number)) {
        throw invalid(value);
      }
      return scaled(BigDecimal.valueOf(number));
    }
    if (value instanceof BigInteger number) {
      return scaled(new BigDecimal(number));
    }
    if (value instanceof String text && text.length() <= 100) {
      try {
        return scaled(new BigDecimal(text));
      } catch (NumberFormatException e) {
        throw invalid(value);
      }
    }
    throw invalid(value);
  }

  private long scaled(long number) {
    if (unit == TimeUnit.US) {
      return number;
    }
    if (unit == TimeUnit.NS) {
      return Math.floorDiv(number, 1_000);
    }
    long factor = unit == TimeUnit.S ? 1_000_000 : 1_000;
    long product = number * factor;
    return Math.multiplyHigh(number, factor) == product >> 63 ? product : bound(number);
  }

  private long scaled(BigDecimal number) {
    if (number.scale() == 0 && number.precision() <= 18) {
      return scaled(number.longValue());
    }
    int point =
        switch (unit) {
          case S -> 6;
          case MS -> 3;
          case NS -> -3;
          case US, ISO -> 0;
        };
    long digits = (long) number.precision() - number.scale() + point;
    if (number.signum() == 0) {
      return 0;
    }
    if (digits > MAX_DIGITS) {
      return bound(number.signum());
    }
    if (digits < -MAX_DIGITS) {
      return number.signum() < 0 ? -1 : 0;
    }
    BigInteger micros = number.movePointRight(point).setScale(0, RoundingMode.FLOOR).toBigInteger();
    return micros.bitLength() < Long.SIZE ? micros.longValue() : bound(number.signum());
  }

  private static long bound(long sign) {
    return sign < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private long iso(Object value) {
    if (!(value instanceof String text)) {
      throw invalid(value);
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (DateTimeException | ArithmeticException e) {
      throw invalid(value);
    }
  }

  private BadRecordException invalid(Object value) {
    return new BadRecordException(
        DeadLetterCode.INVALID_TIME,
        "The event time %s in field '%s' cannot be read; expected %s%s."
            .formatted(
                Quote.of(value),
                field,
                unit.words(),
                unit == TimeUnit.ISO ? " such as 2026-11-01T12:00:00Z" : " since 1970"));
  }
}
