package io.eddy.model.eval;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fresh the state is that a ranking is made from: frozen inside batches of so many events, and
 * a batch of 1 includes every earlier event. Printed and parsed as {@code per-event} or {@code
 * stale-N}; the same model differs much between them, so no number is given without it.
 *
 * @param batch events between two refreshes of the state
 */
public record Freshness(int batch) {
  /** The state includes every earlier event. */
  public static final Freshness PER_EVENT = new Freshness(1);

  private static final String PER_EVENT_NAME = "per-event";
  private static final Pattern STALE = Pattern.compile("stale-([1-9][0-9]{0,8})");

  /** Checks that a batch has at least one event. */
  public Freshness {
    if (batch < 1) {
      throw new IllegalArgumentException("batch of " + batch + " events; expected 1 or more");
    }
  }

  /** State frozen inside batches of this many events. */
  public static Freshness stale(int batch) {
    return new Freshness(batch);
  }

  /**
   * Reads {@code per-event} or {@code stale-N}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Freshness parse(String text) {
    if (text.equals(PER_EVENT_NAME)) {
      return PER_EVENT;
    }
    Matcher stale = STALE.matcher(text);
    if (!stale.matches()) {
      throw new IllegalArgumentException(
          "freshness '%s' is not understood; use per-event, or stale-N such as stale-200"
              .formatted(text));
    }
    return new Freshness(Integer.parseInt(stale.group(1)));
  }

  @Override
  public String toString() {
    return batch == 1 ? PER_EVENT_NAME : "stale-" + batch;
  }
}
