package io.eddy.memory.ranker;

/**
 * How many candidates of each kind are looked at where ranking all of them would cost too much. A
 * candidate of several kinds counts for the first of them.
 *
 * @param own the source's destinations, most recent first
 * @param active those of the whole stream with the latest events
 * @param linked those that other sources went to from where the source is, most often first
 * @param popular those with most events, at most {@value PopularityOrder#CAPACITY}
 */
public record Shortlist(int own, int active, int linked, int popular) {
  /** What training compares the true destination with, besides a uniform sample of the rest. */
  public static final Shortlist TRAINING = new Shortlist(32, 40, 16, 0);

  /** What stands for all candidates where there are very many. */
  public static final Shortlist LARGE = new Shortlist(400, 300, 200, 100);

  /** Checks that no number is negative. */
  public Shortlist {
    if (own < 0 || active < 0 || linked < 0 || popular < 0) {
      throw new IllegalArgumentException(
          "shortlist of %d own, %d active, %d linked, %d popular; expected 0 or more of each"
              .formatted(own, active, linked, popular));
    }
  }

  /** The most candidates a shortlist of these sizes has. */
  public int capacity() {
    return own + active + linked + popular;
  }
}
