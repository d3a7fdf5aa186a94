package io.eddy.model.smpnn.graph;

/**
 * How a node's neighbours become one row: y = R·x with a reference operator R made of the adjacency
 * A (row: who receives; column: who sends) and the degrees D, the sums of the rows of A; or the
 * maximum, which no matrix gives.
 */
public enum Aggregation {
  /** R = D̃^(−1/2)(A + I)D̃^(−1/2), D̃ the degrees of A + I (Kipf and Welling, ICLR 2017). */
  SYMMETRIC,
  /** R = A. */
  SUM,
  /** R = D⁻¹A; a node without neighbours receives 0. */
  MEAN,
  /**
   * The largest value of each column among the neighbours, weights not counting; without any, 0.
   */
  MAX;

  /** Whether y = R·x for some matrix R. */
  public boolean linear() {
    return this != MAX;
  }
}
