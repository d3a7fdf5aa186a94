package io.eddy.cli.data;

import java.util.List;
import java.util.Locale;

/**
 * One generated event.
 *
 * @param row its number, from 0
 * @param timeMillis event time, milliseconds since 1970
 * @param from the account that acts
 * @param to merchant, account or device
 * @param kind what it does
 * @param cents amount; 0 for a login
 * @param hourSin sine of the account's local hour as an angle, rounded to 1/10000
 * @param hourCos cosine of the same
 */
public record Payment(
    long row,
    long timeMillis,
    String from,
    String to,
    Kind kind,
    long cents,
    float hourSin,
    float hourCos) {
  /** What an event's features are: ln(1 + amount), and the local hour on the circle. */
  public static final List<String> FEATURE_NAMES = List.of("log_amount", "hour_sin", "hour_cos");

  private static final double ROUNDING = 10_000;

  /** What an account does. */
  public enum Kind {
    /** Pays a merchant. */
    PAYMENT,
    /** Sends money to another account. */
    TRANSFER,
    /** Signs in from a device. */
    LOGIN;

    /** The edge type. */
    public String type() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Event id: {@code payments-<row>}. */
  public String id() {
    return DataCatalog.PAYMENTS + "-" + row;
  }

  /** ln(1 + amount), as the mapping's {@code transform: log1p} makes it from the amount. */
  float logAmount() {
    return (float) Math.log1p(cents / 100.0);
  }

  /** This event as one of a data set. */
  public DataEvent event() {
    return new DataEvent(
        id(),
        from,
        to,
        timeMillis * 1000,
        new float[] {logAmount(), hourSin, hourCos},
        kind.type());
  }

  /** The nearest multiple of 1/10000. */
  static float rounded(double value) {
    return (float) (Math.rint(value * ROUNDING) / ROUNDING);
  }
}
