package io.eddy.jobs.examples.star;

import java.util.List;

/** What center and leaves of a star tell each other. */
public sealed interface StarMessage {

  /**
   * One of the two messages that the center sends every leaf in a round, alike for all leaves.
   *
   * @param center where to answer
   * @param heads which of the two
   * @param clashing coin sequences that more than one leaf has; a leaf with another is done
   */
  record Toss(String center, boolean heads, List<String> clashing) implements StarMessage {}

  /**
   * What a leaf has got so far.
   *
   * @param coins a 1 for each round in which heads came first, else a 0
   */
  record Claim(String coins) implements StarMessage {}
}
