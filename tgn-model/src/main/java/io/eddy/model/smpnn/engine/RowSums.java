package io.eddy.model.smpnn.engine;

import io.eddy.model.dense.VectorApi;
import io.eddy.model.smpnn.graph.CsrGraph;

/**
 * The weighted sum of the rows that a node's entries name. A column's sum is one chain of fused
 * multiply-adds from 0 on, in the order of the entries, whatever computes it: the bits are the same
 * with and without the Vector API. One instance a thread and a graph.
 */
abstract class RowSums {
  /** No row is added behind the entries'. */
  static final int NONE = -1;

  /** Sums over rows of a graph's nodes; by the Vector API where the JVM has it. */
  static RowSums over(CsrGraph graph, NodeRows x) {
    return VectorApi.present() ? new PanelSums(graph, x) : new LoopSums(graph, x);
  }

  /**
   * Sets y to {@code factor}·(Σ weight·row + the row {@code own}).
   *
   * @param from the first entry
   * @param end behind the last entry
   * @param own a node, or {@link #NONE}
   * @param y as wide as the rows with their padding
   */
  abstract void sum(int from, int end, int own, float factor, float[] y);
}
