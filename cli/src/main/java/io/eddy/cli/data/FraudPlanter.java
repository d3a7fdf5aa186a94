package io.eddy.cli.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts patterns of fraud and holds their transfers until their time has come. */
final class FraudPlanter {
  private static final int HOUR = 3_600_000;
  private static final int DAY = 24 * HOUR;

  /** A pattern under way. */
  private static final class Pattern {
    final PlantedFraud.Kind kind;
    final List<Payment> done = new ArrayList<>();
    int steps;

    Pattern(PlantedFraud.Kind kind) {
      this.kind = kind;
    }
  }

  /** A transfer that waits. */
  record Step(long timeMillis, long order, int from, int to, long cents, Pattern pattern) {}

  private final Draw draw;
  private final int accounts;
  private final Consumer<PlantedFraud> planted;
  private final PriorityQueue<Step> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong(Step::timeMillis).thenComparingLong(Step::order));
  private long steps;
  private long completed;

  FraudPlanter(Draw draw, int accounts, Consumer<PlantedFraud> planted) {
    this.draw = draw;
    this.accounts = accounts;
    this.planted = planted;
  }

  /** Begins a pattern of a random kind some time within the next hours. */
  void begin(long nowMillis) {
    PlantedFraud.Kind[] kinds = PlantedFraud.Kind.values();
    Pattern pattern = new Pattern(kinds[draw.below(kinds.length)]);
    long start = nowMillis + draw.between(1, 6 * HOUR);
    long cents = Math.round(100 * draw.logNormal(6.5, 0.6));
    switch (pattern.kind) {
      case FAN_IN -> {
        int[] all = draw.distinct(draw.between(6, 13), accounts);
        for (int i = 1; i < all.length; i++) {
          add(pattern, start + draw.below(DAY), all[i], all[0], near(cents));
        }
      }
      case FAN_OUT -> {
        int[] all = draw.distinct(draw.between(6, 13), accounts);
        for (int i = 1; i < all.length; i++) {
          add(pattern, start + draw.below(6 * HOUR), all[0], all[i], near(cents));
        }
      }
      case CYCLE -> {
        int[] all = draw.distinct(draw.between(3, 8), accounts);
        long time = start;
        long amount = cents;
        for (int i = 0; i < all.length; i++) {
          add(pattern, time, all[i], all[(i + 1) % all.length], amount);
          time += draw.between(HOUR / 4, 8 * HOUR);
          amount = Math.max(1, Math.round(amount * draw.uniform(0.9, 0.98)));
        }
      }
    }
  }

  /** The next transfer if its time comes before a given one. */
  @Nullable Step before(long timeMillis) {
    Step next = waiting.peek();
    return next != null && next.timeMillis() < timeMillis ? waiting.poll() : null;
  }

  /** A transfer has been made; after the last of its pattern the pattern is told. */
  void done(Step step, Payment payment) {
    Pattern pattern = step.pattern();
    pattern.done.add(payment);
    if (pattern.done.size() == pattern.steps) {
      long knownAt = payment.timeMillis() + DAY + draw.below(6 * DAY);
      planted.accept(
          new PlantedFraud(completed++, pattern.kind, List.copyOf(pattern.done), knownAt));
    }
  }

  private long near(long cents) {
    return Math.max(1, Math.round(cents * draw.uniform(0.8, 1.2)));
  }

  private void add(Pattern pattern, long timeMillis, int from, int to, long cents) {
    pattern.steps++;
    waiting.add(new Step(timeMillis, steps++, from, to, cents, pattern));
  }
}
