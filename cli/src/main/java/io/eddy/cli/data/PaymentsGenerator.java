package io.eddy.cli.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * A seeded stream of payments, transfers and logins in time order, with fraud planted in it.
 *
 * <p>Accounts act as a Poisson process whose intensity follows their local hour (a sine with its
 * top at 15:00, thinning after Lewis and Shedler); how active each is follows a power law. Most go
 * back to the merchants, people and devices they know. About one event in 300 belongs to a planted
 * pattern: a fan-in, a fan-out or a cycle of transfers among accounts chosen at random.
 *
 * <p>Memory is linear in the number of accounts, whatever the number of events. Not thread-safe.
 */
public final class PaymentsGenerator implements Iterator<Payment> {
  private static final double EVENTS_PER_ACCOUNT_AND_DAY = 5;
  private static final double SWING = 0.8;
  private static final double TOP_HOUR = 15;
  private static final double DAY_MILLIS = 86_400_000;
  private static final double PATTERNS_PER_EVENT = 1 / 2500.0;
  private static final double PAYMENT_SHARE = 0.7;
  private static final double TRANSFER_SHARE = 0.15;

  private final long events;
  private final Draw draw;
  private final PaymentsWorld world;
  private final FraudPlanter fraud;
  private final double meanGapMillis;
  private double clock = PaymentsSpec.startMillis();
  private int nextAccount;
  private long row;

  /**
   * A stream from its beginning.
   *
   * @param planted told of each pattern when its last event has been generated; a pattern that the
   *     end of the stream cuts off is not told
   */
  public PaymentsGenerator(PaymentsSpec spec, Consumer<PlantedFraud> planted) {
    this.events = spec.events();
    this.draw = new Draw(spec.seed());
    this.world = new PaymentsWorld(spec, draw);
    this.fraud = new FraudPlanter(draw, spec.accounts(), planted);
    this.meanGapMillis = DAY_MILLIS / (spec.accounts() * EVENTS_PER_ACCOUNT_AND_DAY * (1 + SWING));
    advance();
  }

  /** The whole stream in memory, with the labels of its patterns. */
  public static DataSet dataSet(PaymentsSpec spec) {
    List<DataEvent> events = new ArrayList<>();
    List<DataLabel> labels = new ArrayList<>();
    new PaymentsGenerator(spec, pattern -> labels.addAll(pattern.labels()))
        .forEachRemaining(payment -> events.add(payment.event()));
    return new DataSet(DataCatalog.PAYMENTS, Payment.FEATURE_NAMES, events, labels);
  }

  @Override
  public boolean hasNext() {
    return row < events;
  }

  @Override
  public Payment next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all %d events have been generated".formatted(events));
    }
    long time = (long) clock;
    FraudPlanter.Step step = fraud.before(time);
    if (step != null) {
      Payment payment =
          payment(
              step.timeMillis(),
              step.from(),
              world.account(step.to()),
              Payment.Kind.TRANSFER,
              step.cents());
      fraud.done(step, payment);
      return payment;
    }
    if (draw.chance(PATTERNS_PER_EVENT)) {
      fraud.begin(time);
    }
    Payment payment = everyday(time, nextAccount);
    advance();
    return payment;
  }

  /** Goes to the next everyday event: candidates at the highest intensity, kept by the hour's. */
  private void advance() {
    double intensity;
    do {
      clock += draw.exponential(meanGapMillis);
      nextAccount = world.activeAccount();
      double angle = 2 * Math.PI * (world.localHour(nextAccount, (long) clock) - TOP_HOUR) / 24;
      intensity = (1 + SWING * StrictMath.cos(angle)) / (1 + SWING);
    } while (!draw.chance(intensity));
  }

  private Payment everyday(long time, int account) {
    double kind = draw.uniform(0, 1);
    if (kind < PAYMENT_SHARE) {
      long cents = Math.round(100 * draw.logNormal(3.2, 1.0));
      return payment(time, account, world.merchant(account), Payment.Kind.PAYMENT, cents);
    }
    if (kind < PAYMENT_SHARE + TRANSFER_SHARE) {
      long cents = Math.round(100 * draw.logNormal(4.8, 1.2));
      return payment(time, account, world.recipient(account), Payment.Kind.TRANSFER, cents);
    }
    return payment(time, account, world.device(account), Payment.Kind.LOGIN, 0);
  }

  private Payment payment(long time, int from, String to, Payment.Kind kind, long cents) {
    double angle = 2 * Math.PI * world.localHour(from, time) / 24;
    return new Payment(
        row++,
        time,
        world.account(from),
        to,
        kind,
        cents,
        Payment.rounded(StrictMath.sin(angle)),
        Payment.rounded(StrictMath.cos(angle)));
  }
}
