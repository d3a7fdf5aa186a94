package io.eddy.cli.data;

import org.jspecify.annotations.Nullable;

/**
 * The accounts, merchants and devices of the generator, and each account's habits: how active it is
 * (heavy-tailed), its time zone, the merchants it keeps going back to, whom it sends money to, and
 * its devices. Memory is linear in the number of accounts.
 */
final class PaymentsWorld {
  private static final int HABITUAL_MERCHANTS = 6;
  private static final int CONTACTS = 3;
  private static final double ACTIVITY_SHAPE = 1.3;
  private static final double POPULARITY_SHAPE = 1.1;
  private static final int[] ZONES = {-8, -5, 0, 0, 1, 1, 1, 8};
  private static final double REPEATS_LAST = 0.35;
  private static final double GOES_TO_HABITUAL = 0.75;
  private static final double KNOWN_CONTACT = 0.85;
  private static final double SECOND_DEVICE = 0.2;

  private final Draw draw;
  private final int accounts;
  private final double[] activity;
  private final double[] popularity;
  private final byte[] zone;
  private final int[] habitual;
  private final int[] contacts;
  private final int[] last;
  private final @Nullable String[] accountNames;
  private final @Nullable String[] merchantNames;

  PaymentsWorld(PaymentsSpec spec, Draw draw) {
    this.draw = draw;
    this.accounts = spec.accounts();
    this.activity = draw.cumulativePareto(accounts, ACTIVITY_SHAPE);
    this.popularity = draw.cumulativePareto(spec.merchants(), POPULARITY_SHAPE);
    this.zone = new byte[accounts];
    this.habitual = new int[accounts * HABITUAL_MERCHANTS];
    this.contacts = new int[accounts * CONTACTS];
    this.last = new int[accounts];
    this.accountNames = new String[accounts];
    this.merchantNames = new String[spec.merchants()];
    for (int account = 0; account < accounts; account++) {
      zone[account] = (byte) ZONES[draw.below(ZONES.length)];
      for (int i = 0; i < HABITUAL_MERCHANTS; i++) {
        habitual[account * HABITUAL_MERCHANTS + i] = draw.weighted(popularity);
      }
      for (int i = 0; i < CONTACTS; i++) {
        contacts[account * CONTACTS + i] = draw.below(accounts);
      }
      last[account] = habitual[account * HABITUAL_MERCHANTS];
    }
  }

  /** An account by its activity. */
  int activeAccount() {
    return draw.weighted(activity);
  }

  /** Hours since midnight where the account lives, with a fraction. */
  double localHour(int account, long timeMillis) {
    double hours = timeMillis / 3_600_000.0 + zone[account];
    return hours - 24 * Math.floor(hours / 24);
  }

  /** Where an account shops now: often where it was last, mostly where it usually goes. */
  String merchant(int account) {
    if (!draw.chance(REPEATS_LAST)) {
      last[account] =
          draw.chance(GOES_TO_HABITUAL)
              ? habitual[account * HABITUAL_MERCHANTS + draw.geometric(HABITUAL_MERCHANTS)]
              : draw.weighted(popularity);
    }
    return named(merchantNames, "merchant-", last[account]);
  }

  /** Whom an account sends money to: mostly one it knows. */
  String recipient(int account) {
    int to =
        draw.chance(KNOWN_CONTACT)
            ? contacts[account * CONTACTS + draw.geometric(CONTACTS)]
            : draw.below(accounts);
    return account(to == account ? (to + 1) % accounts : to);
  }

  /** What an account signs in from: its own device, now and then one it shares. */
  String device(int account) {
    return "device-" + (draw.chance(SECOND_DEVICE) ? accounts + account / 2 : account);
  }

  /** Id of an account. */
  String account(int account) {
    return named(accountNames, "account-", account);
  }

  private static String named(@Nullable String[] names, String prefix, int number) {
    String name = names[number];
    if (name == null) {
      name = prefix + number;
      names[number] = name;
    }
    return name;
  }
}
