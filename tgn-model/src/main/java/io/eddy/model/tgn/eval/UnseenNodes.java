package io.eddy.model.tgn.eval;

import io.eddy.model.eval.TimeSplit.Part;
import java.util.BitSet;
import java.util.Random;

/**
 * Nodes that training must not see: a share of all nodes, drawn from those with events after the
 * training part, as in the TGN paper. A model that never saw them is asked about them later, which
 * is the inductive setting. Immutable.
 */
public final class UnseenNodes {
  /** None. */
  public static final UnseenNodes NONE = new UnseenNodes(new BitSet());

  private final BitSet nodes;

  private UnseenNodes(BitSet nodes) {
    this.nodes = nodes;
  }

  /** Draws a share of a stream's nodes. */
  public static UnseenNodes draw(LinkStream stream, double share, long seed) {
    BitSet later = new BitSet();
    for (int i = stream.end(Part.TRAINING); i < stream.edges().size(); i++) {
      later.set(stream.edges().src()[i]);
      later.set(stream.edges().dst()[i]);
    }
    int[] candidates = later.stream().toArray();
    int wanted = Math.min(candidates.length, (int) (share * stream.nodes()));
    Random random = new Random(seed);
    BitSet chosen = new BitSet();
    for (int i = 0; i < wanted; i++) {
      int other = i + random.nextInt(candidates.length - i);
      chosen.set(candidates[other]);
      candidates[other] = candidates[i];
    }
    return new UnseenNodes(chosen);
  }

  /** How many there are. */
  public int size() {
    return nodes.cardinality();
  }

  /** Whether an event touches one of them. */
  public boolean touches(LinkStream stream, int event) {
    return nodes.get(stream.edges().src()[event]) || nodes.get(stream.edges().dst()[event]);
  }
}
