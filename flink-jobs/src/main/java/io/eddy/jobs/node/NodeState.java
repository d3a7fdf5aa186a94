package io.eddy.jobs.node;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * All that one node remembers, in the parts it plays; null for one it has not played yet.
 *
 * @param history where it went, as a source
 * @param habits what a learned ranker remembers of it as a source
 * @param card who came to it, as a destination
 */
public record NodeState(
    @Nullable PairHistory history, @Nullable SourceState habits, @Nullable CandidateCard card) {
  /** A node before its first event. */
  static final NodeState UNKNOWN = new NodeState(null, null, null);

  NodeState withSource(PairHistory newHistory, @Nullable SourceState newHabits) {
    return new NodeState(newHistory, newHabits, card);
  }

  NodeState withCard(CandidateCard newCard) {
    return new NodeState(history, habits, newCard);
  }
}
