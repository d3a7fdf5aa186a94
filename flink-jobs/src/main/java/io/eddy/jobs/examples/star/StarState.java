package io.eddy.jobs.examples.star;

import java.util.List;

/** Where a node of a star is. Immutable. */
public sealed interface StarState {

  /**
   * The center.
   *
   * @param leaves all leaves
   * @param awaited how many leaves will answer in this round
   * @param claims the coin sequences of those that did
   */
  record Center(List<String> leaves, int awaited, List<String> claims) implements StarState {}

  /**
   * A leaf.
   *
   * @param coins its coin sequence; its id once it is done
   * @param tossing one of the two messages of the round is there, the other is not
   * @param done nobody else has its coins
   */
  record Leaf(String coins, boolean tossing, boolean done) implements StarState {
    static final Leaf NEW = new Leaf("", false, false);
  }
}
