package io.eddy.jobs.loop.program;

import java.util.random.RandomGenerator;

/**
 * How long the network of a {@link LocalRunner} holds each message, on top of the delay the program
 * asked for. Random delays let messages overtake one another, which a program that claims to be
 * asynchronous has to bear.
 */
@FunctionalInterface
public interface MessageDelays {

  /** The delay of the next message in ticks, 0 or more, finite. */
  double next(RandomGenerator random);

  /** Every message takes the same time, so messages arrive in the order they were sent. */
  static MessageDelays constant(double ticks) {
    checkRange(ticks);
    return random -> ticks;
  }

  /** Independent and uniform in [0, {@code most}). */
  static MessageDelays uniform(double most) {
    checkRange(most);
    return random -> random.nextDouble() * most;
  }

  /** Independent and exponential: most messages are fast, and a few are overtaken by many. */
  static MessageDelays exponential(double mean) {
    checkRange(mean);
    return random -> random.nextExponential() * mean;
  }

  private static void checkRange(double ticks) {
    if (!(ticks >= 0 && ticks < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a message delay of %s ticks; it must be 0 or more and finite".formatted(ticks));
    }
  }
}
