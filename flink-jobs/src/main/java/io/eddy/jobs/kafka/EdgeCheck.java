package io.eddy.jobs.kafka;

import io.eddy.memory.layout.CompactFields;
import io.eddy.schemas.EdgeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What an edge must be for the job to take it. Ingest is stricter and set by options; these are the
 * limits of the job's own state, for edges that another producer wrote: one that is beyond them
 * would fail the job again at every restart.
 */
final class EdgeCheck {
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
  private static final int QUOTED = 40;

  private EdgeCheck() {}

  /**
   * Why the job cannot take the event, in a sentence; empty if it can. Any number of features will
   * do if 0 are expected.
   *
   * @param features those of the event, unboxed
   */
  static Optional<String> problem(EdgeEvent event, float[] features, int expectedFeatures) {
    return text("event id", event.getId(), 1)
        .or(() -> text("src", event.getSrc(), 1))
        .or(() -> text("dst", event.getDst(), 1))
        .or(() -> text("type", event.getType(), 0))
        .or(() -> time(event.getTime()))
        .or(() -> features(features, expectedFeatures));
  }

  private static Optional<String> text(String field, String text, int shortest) {
    if (text.length() < shortest) {
      return Optional.of("the %s is empty; expected some text".formatted(field));
    }
    // A char is at most three bytes of UTF-8, so most texts need not be encoded.
    if (text.length() <= CompactFields.MAX_TEXT_BYTES / 3) {
      return Optional.empty();
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes <= CompactFields.MAX_TEXT_BYTES
        ? Optional.empty()
        : Optional.of(
            "the %s '%s…' has %d bytes in UTF-8; expected at most %d"
                .formatted(field, text.substring(0, QUOTED), bytes, CompactFields.MAX_TEXT_BYTES));
  }

  private static Optional<String> time(Instant time) {
    return time.isBefore(FIRST) || !time.isBefore(END)
        ? Optional.of("the time %s is not between %s and %s".formatted(time, FIRST, END))
        : Optional.empty();
  }

  private static Optional<String> features(float[] features, int expected) {
    if (expected > 0 && features.length != expected) {
      return Optional.of(
          "the event has %d features; the network of eddy.memory.bundle expects %d"
              .formatted(features.length, expected));
    }
    for (int i = 0; i < features.length; i++) {
      if (!Float.isFinite(features[i])) {
        return Optional.of("feature %d is %s; expected a finite number".formatted(i, features[i]));
      }
    }
    return Optional.empty();
  }
}
