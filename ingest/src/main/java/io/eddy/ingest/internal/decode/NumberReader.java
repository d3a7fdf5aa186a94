package io.eddy.ingest.internal.decode;

import io.eddy.schemas.topics.DeadLetterCode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;

/** Reads one numeric feature from a number, or from text that holds one. */
final class NumberReader {
  private static final int MAX_CHARS = 400;
  private static final Set<String> NOT_FINITE =
      Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private NumberReader() {}

  /**
   * The number in a value; perhaps not finite, which the caller checks once for all kinds.
   *
   * @throws BadRecordException if it is no number
   */
  static double read(Object value, String field) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof String text && text.length() <= MAX_CHARS) {
      try {
        return new BigDecimal(text).doubleValue();
      } catch (NumberFormatException e) {
        if (NOT_FINITE.contains(text.toLowerCase(Locale.ROOT))) {
          return Double.NaN;
        }
      }
    }
    throw new BadRecordException(
        DeadLetterCode.INVALID_FEATURE,
        "The feature in field '%s' is %s; expected a number.".formatted(field, Quote.of(value)));
  }
}
