package io.eddy.memory.card;

/**
 * What is known of one destination: how often it was visited and when last.
 *
 * @param id the destination
 * @param visits number of visits by any source, 0 for a destination that was never seen
 * @param lastTimeMicros event time of the latest visit; {@link #NEVER} when there was none
 */
public record CandidateCard(String id, long visits, long lastTimeMicros) {
  /** The last time of a destination that was never visited. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Checks that the count is not negative. */
  public CandidateCard {
    if (visits < 0) {
      throw new IllegalArgumentException(
          "candidate '%s' with %d visits; expected 0 or more".formatted(id, visits));
    }
  }

  /** The card of a destination before its first visit. */
  public static CandidateCard unseen(String id) {
    return new CandidateCard(id, 0, NEVER);
  }

  /** This card after one more visit; the time never moves backwards. */
  public CandidateCard visited(long timeMicros) {
    return new CandidateCard(id, visits + 1, Math.max(lastTimeMicros, timeMicros));
  }
}
