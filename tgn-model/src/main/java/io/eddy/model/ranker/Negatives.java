package io.eddy.model.ranker;

import java.util.SplittableRandom;

/**
 * Which candidates the true destination of an event is ranked against: all, or so many drawn
 * uniformly and without repetition for each event.
 *
 * @param count negatives an event, 0 for all
 * @param seed of the draws; the draw of an event depends on the seed and its index alone
 */
public record Negatives(int count, long seed) {
  /** Every other candidate. */
  public static final Negatives ALL = new Negatives(0, 0);

  /** Up to this many destinations, all of them are ranked unless the user says otherwise. */
  public static final int SMALL = 1000;

  /** Checks that the count is not negative. */
  public Negatives {
    if (count < 0) {
      throw new IllegalArgumentException(
          "%d negatives a query; expected 1 or more, or 0 for all".formatted(count));
    }
  }

  /** All for a small set of destinations, 1,000 of a seed for a larger one. */
  public static Negatives suiting(int destinations, long seed) {
    return destinations <= SMALL ? ALL : new Negatives(SMALL, seed);
  }

  /**
   * Writes the negatives of an event.
   *
   * @param event index of the event in its stream
   * @param candidates candidates there are
   * @param barred whether a candidate must not be a negative: the true ones of the moment
   * @param chosen receives their indexes; {@code candidates} long
   * @return how many there are
   */
  public int draw(int event, int candidates, boolean[] barred, int[] chosen) {
    if (count == 0 || count >= candidates) {
      int all = 0;
      for (int i = 0; i < candidates; i++) {
        if (!barred[i]) {
          chosen[all++] = i;
        }
      }
      return all;
    }
    SplittableRandom random = new SplittableRandom(mixed(seed) + event);
    int drawn = 0;
    int free = 0;
    for (int i = 0; i < candidates; i++) {
      free += barred[i] ? 0 : 1;
    }
    int wanted = Math.min(count, free);
    // Barred for the time of the draw, so that none comes twice.
    while (drawn < wanted) {
      int candidate = random.nextInt(candidates);
      if (!barred[candidate]) {
        barred[candidate] = true;
        chosen[drawn++] = candidate;
      }
    }
    for (int i = 0; i < drawn; i++) {
      barred[chosen[i]] = false;
    }
    return drawn;
  }

  /** Spreads seeds that are near each other (the finalizer of MurmurHash3). */
  private static long mixed(long seed) {
    long h = (seed ^ (seed >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
