package io.eddy.ingest.internal.decode;

import io.eddy.schemas.topics.DeadLetterCode;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads one id: text or a whole number, present, not too long, and writable as UTF-8. */
final class IdReader {
  private final String what;
  private final String field;
  private final DeadLetterCode missing;
  private final int maxLength;

  /**
   * A reader of one field.
   *
   * @param what the id in words, for the reason
   */
  IdReader(String what, String field, DeadLetterCode missing, int maxLength) {
    this.what = what;
    this.field = field;
    this.missing = missing;
    this.maxLength = maxLength;
  }

  /**
   * The id in a value.
   *
   * @throws BadRecordException if it is none
   */
  String read(@Nullable Object value) {
    if (value == null) {
      throw new BadRecordException(
          missing, "The %s is missing: there is no field '%s'.".formatted(what, field));
    }
    String text = text(value);
    if (text == null) {
      throw new BadRecordException(
          DeadLetterCode.INVALID_ID,
          "The %s in field '%s' is %s; expected text or a whole number."
              .formatted(what, field, Quote.of(value)));
    }
    if (text.isBlank()) {
      throw new BadRecordException(
          missing, "The %s in field '%s' is empty.".formatted(what, field));
    }
    return checked(text, what, field, maxLength);
  }

  /** The text of a value that may be part of an id, or null for one that may not. */
  static @Nullable String text(Object value) {
    return value instanceof String || value instanceof Long || value instanceof BigInteger
        ? value.toString()
        : null;
  }

  /** The text, once its length and characters are found good. */
  static String checked(String text, String what, String field, int maxLength) {
    if (text.length() > maxLength) {
      throw new BadRecordException(
          DeadLetterCode.LONG_ID,
          "The %s in field '%s' has %d characters, more than the %d that eddy.ingest.max-id-length allows: %s."
              .formatted(what, field, text.length(), maxLength, Quote.of(text)));
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new BadRecordException(
              DeadLetterCode.INVALID_UTF8,
              "The %s in field '%s' holds half of a surrogate pair, which is no character: %s."
                  .formatted(what, field, Quote.of(text)));
        }
        i++;
      }
    }
    return text;
  }
}
