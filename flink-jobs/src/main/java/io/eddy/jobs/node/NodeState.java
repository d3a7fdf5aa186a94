package io.eddy.jobs.node;

import io.eddy.jobs.ripple.NeuralNode;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.node.IdleNodes;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.SourceState;
import org.jspecify.annotations.Nullable;

/**
 * All that one node remembers, in the parts it plays; null for one it has not played yet.
 *
 * @param history where it went, as a source
 * @param habits what a learned ranker remembers of it as a source
 * @param card who came to it, as a destination
 * @param neural its memory vector and mails
 * @param seenMicros newest event time of a visit with a neural part, or of a wave that changed the
 *     memory; {@link IdleNodes#NEVER} without one
 */
public record NodeState(
    @Nullable PairHistory history,
    @Nullable SourceState habits,
    @Nullable CandidateCard card,
    @Nullable NeuralNode neural,
    long seenMicros) {
  /** A node before its first event. */
  static final NodeState UNKNOWN = new NodeState(null, null, null, null, IdleNodes.NEVER);

  NodeState withSource(@Nullable PairHistory newHistory, @Nullable SourceState newHabits) {
    return new NodeState(newHistory, newHabits, card, neural, seenMicros);
  }

  NodeState withCard(CandidateCard newCard) {
    return new NodeState(history, habits, newCard, neural, seenMicros);
  }

  NodeState withNeural(NeuralNode newNeural, long timeMicros) {
    return new NodeState(history, habits, card, newNeural, Math.max(seenMicros, timeMicros));
  }

  /**
   * Whatever its memory was is forgotten.
   *
   * @param left a new memory; it is kept only for those who follow the node
   */
  NodeState forgotten(NeuralNode left) {
    return new NodeState(
        history, habits, card, left.followers().size() > 0 ? left : null, IdleNodes.NEVER);
  }

  /** Whether it has no memory of anything, or was forgotten since it had. */
  boolean isForgotten() {
    return seenMicros == IdleNodes.NEVER;
  }
}
