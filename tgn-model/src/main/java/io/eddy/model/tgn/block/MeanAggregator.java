package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.tensor.SparseTensors;

/**
 * The message aggregator that takes the mean of a node's pending raw messages (TGN section 3.1):
 * r̄_i = 1/|P_i| · Σ_{p ∈ P_i} r_p. Shapes: raw messages P × R, out B × R. The product with a
 * sparse matrix B × P, whose row i has 1/|P_i| where a message is of node i, lets gradients pass.
 * The other aggregator, last, needs no arithmetic: the newest message alone is kept.
 */
public final class MeanAggregator {
  private MeanAggregator() {}

  /**
   * The means.
   *
   * @param raw messages P × R
   * @param nodes for each message the row of its node, 0 to B − 1
   * @param rows B; every row has at least one message
   */
  public static NDArray apply(NDArray raw, int[] nodes, int rows) {
    float[] counts = new float[rows];
    for (int node : nodes) {
      counts[node]++;
    }
    long[] columns = new long[nodes.length];
    long[] nodeOf = new long[nodes.length];
    float[] shares = new float[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      nodeOf[i] = nodes[i];
      columns[i] = i;
      shares[i] = 1 / counts[nodes[i]];
    }
    NDManager manager = raw.getManager();
    return SparseTensors.of(nodeOf, columns, shares, new Shape(rows, nodes.length), manager)
        .matMul(raw);
  }
}
