package io.eddy.jobs.examples.amp;

import io.eddy.model.amp.AmpState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of the graph. Immutable.
 *
 * @param neighbours to whom it speaks; empty before its start
 * @param state what it keeps between messages; null before its start
 * @param early what came before its start, in order
 */
public record AmpNode(List<String> neighbours, @Nullable AmpState state, List<Early> early) {
  static final AmpNode NEW = new AmpNode(List.of(), null, List.of());

  /**
   * A message that waits for the node to start.
   *
   * @param message the message
   * @param hop its hop
   * @param energy what it brings
   */
  public record Early(AmpMessage message, int hop, float energy) {}
}
