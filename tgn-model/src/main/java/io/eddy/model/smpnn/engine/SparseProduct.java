package io.eddy.model.smpnn.engine;

import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.CsrGraph;

/**
 * The product Y = A·X of a graph's adjacency with a row a node, by the kernel that {@link
 * SmpnnEngine} aggregates with, in parallel over rows. One call at a time; closing ends the
 * threads.
 */
public final class SparseProduct implements AutoCloseable {
  private final Workers workers;

  /** A product on so many threads, 1 or more. */
  public SparseProduct(int threads) {
    this.workers = new Workers(threads);
  }

  /**
   * Computes.
   *
   * @param x one row a node, all as wide
   * @param y receives the rows; none of them one of x
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public void multiply(CsrGraph graph, float[][] x, float[][] y) {
    Neighbours neighbours = new Neighbours(graph, Aggregation.SUM);
    workers.run(
        graph.nodes(),
        (worker, from, to) -> {
          for (int node = from; node < to; node++) {
            neighbours.aggregate(node, x, y[node].length, y[node]);
          }
        });
  }

  @Override
  public void close() {
    workers.close();
  }
}
