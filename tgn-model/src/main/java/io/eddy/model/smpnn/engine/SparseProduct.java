package io.eddy.model.smpnn.engine;

import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.CsrGraph;
import java.util.stream.IntStream;

/**
 * The product Y = A·X of a graph's adjacency with a row a node, by the kernel that {@link
 * SmpnnEngine} aggregates with, in parallel over rows. One call at a time; closing ends the
 * threads.
 */
public final class SparseProduct implements AutoCloseable {
  private final int threads;
  private final Workers workers;

  /** A product on so many threads, 1 or more. */
  public SparseProduct(int threads) {
    this.threads = threads;
    this.workers = new Workers(threads);
  }

  /**
   * Computes.
   *
   * @param x a row a node
   * @param y receives the rows, as wide; another than x
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
   */
  public void multiply(CsrGraph graph, NodeRows x, NodeRows y) {
    Neighbours neighbours = new Neighbours(graph, Aggregation.SUM, x);
    RowSums[] sums =
        IntStream.range(0, threads).mapToObj(i -> neighbours.sums()).toArray(RowSums[]::new);
    workers.run(
        graph.nodes(),
        (worker, from, to) -> {
          float[] row = new float[x.stride()];
          for (int node = from; node < to; node++) {
            neighbours.aggregate(node, sums[worker], row);
            y.set(node, row);
          }
        });
  }

  @Override
  public void close() {
    workers.close();
  }
}
