package io.eddy.cli.data;

import java.time.Instant;

/**
 * What payments to generate. One seed gives the same events on every machine.
 *
 * @param seed any number
 * @param events how many events, at least 1
 * @param accounts how many accounts, at least {@value #MIN_ACCOUNTS}; memory grows with it, and the
 *     span of event time is {@code events / accounts / 5} days
 */
public record PaymentsSpec(long seed, long events, int accounts) {
  static final int MIN_ACCOUNTS = 50;
  private static final int MAX_DEFAULT_ACCOUNTS = 1_000_000;
  private static final int DEFAULT_EVENTS_PER_ACCOUNT = 100;

  /** Checks the numbers. */
  public PaymentsSpec {
    if (events < 1) {
      throw new DataException("events is %d; expected at least 1".formatted(events));
    }
    if (accounts < MIN_ACCOUNTS) {
      throw new DataException(
          "accounts is %d; expected at least %d".formatted(accounts, MIN_ACCOUNTS));
    }
  }

  /** So many events over about 20 days, by at most a million accounts. */
  public static PaymentsSpec of(long seed, long events) {
    long accounts = events / DEFAULT_EVENTS_PER_ACCOUNT;
    return new PaymentsSpec(
        seed, events, (int) Math.max(MIN_ACCOUNTS, Math.min(MAX_DEFAULT_ACCOUNTS, accounts)));
  }

  /** How many merchants there are. */
  int merchants() {
    return Math.max(20, accounts / 10);
  }

  /** Event time of the beginning, milliseconds since 1970. */
  static long startMillis() {
    return Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  }
}
