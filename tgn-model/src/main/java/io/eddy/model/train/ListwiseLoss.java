package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * Softmax cross-entropy over the candidates of each query, the true one in column 0.
 *
 * <p>Each logit gets an offset first: the log of how many candidates a sampled one stands for, so
 * that the sum over the sample estimates the sum over all (Bengio and Senécal 2008), 0 for those
 * taken for certain, and {@link #ABSENT} where a query has fewer candidates than columns.
 */
final class ListwiseLoss {
  /** Offset of a column without a candidate: its share of the softmax is 0. */
  static final float ABSENT = -1e9f;

  private ListwiseLoss() {}

  /**
   * The mean over the queries of −log softmax(logits + offsets)[0].
   *
   * @param logits B queries × C candidates
   * @param offsets B × C
   * @return a scalar
   */
  static NDArray of(NDArray logits, NDArray offsets) {
    return logits.add(offsets).logSoftmax(1).get(new NDIndex(":, 0")).neg().mean();
  }
}
