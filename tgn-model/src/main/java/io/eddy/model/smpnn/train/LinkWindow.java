package io.eddy.model.smpnn.train;

import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;

/**
 * A window of a stream and what came after it.
 *
 * @param graph of the window
 * @param features of its nodes
 * @param next pairs of nodes that have an edge in the next window: source, target, source, …; each
 *     pair once, both nodes in the graph
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in a hot path; nobody compares windows.
public record LinkWindow(CsrGraph graph, FeatureMatrix features, int[] next) {
  /** Pairs. */
  public int pairs() {
    return next.length / 2;
  }
}
