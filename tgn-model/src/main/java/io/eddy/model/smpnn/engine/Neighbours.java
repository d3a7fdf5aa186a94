package io.eddy.model.smpnn.engine;

import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.CsrGraph;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Aggregates the rows of a node's neighbours. R is never laid out: the degrees enter as a factor of
 * each sender's row, applied when it is written ({@link #senderScale}), and one of the receiver's,
 * so the only memory that grows with edges is the adjacency itself. Safe for many threads as long
 * as the graph is open, each with {@link RowSums} of its own.
 */
final class Neighbours {
  private final CsrGraph graph;
  private final Aggregation aggregation;
  private final NodeRows x;
  private final IntBuffer offsets;
  private final IntBuffer columns;

  /** The neighbours of all nodes, whose scaled rows will stand in {@code x}. */
  Neighbours(CsrGraph graph, Aggregation aggregation, NodeRows x) {
    this.graph = graph;
    this.aggregation = aggregation;
    this.x = x;
    this.offsets = graph.offsets();
    this.columns = graph.columns();
  }

  /** What a thread sums rows with. */
  RowSums sums() {
    return RowSums.over(graph, x);
  }

  /** What a sender's row must be multiplied by before {@link #aggregate} reads it. */
  float senderScale(int node) {
    return aggregation == Aggregation.SYMMETRIC ? inverseRoot(node) : 1;
  }

  /**
   * Sets y to row {@code node} of R·X.
   *
   * @param y as wide as the rows with their padding
   */
  void aggregate(int node, RowSums sums, float[] y) {
    int from = offsets.get(node);
    int end = offsets.get(node + 1);
    switch (aggregation) {
      case SYMMETRIC -> sums.sum(from, end, node, inverseRoot(node), y);
      case MEAN -> sums.sum(from, end, RowSums.NONE, from == end ? 1 : 1 / graph.degree(node), y);
      case SUM -> sums.sum(from, end, RowSums.NONE, 1, y);
      case MAX -> maximum(from, end, y);
    }
  }

  private float inverseRoot(int node) {
    return (float) (1 / Math.sqrt(1.0 + graph.degree(node)));
  }

  private void maximum(int from, int end, float[] y) {
    int width = x.width();
    float[] values = x.values();
    Arrays.fill(y, 0, width, from == end ? 0 : Float.NEGATIVE_INFINITY);
    for (int entry = from; entry < end; entry++) {
      int row = x.start(columns.get(entry));
      for (int c = 0; c < width; c++) {
        y[c] = Math.max(y[c], values[row + c]);
      }
    }
  }
}
