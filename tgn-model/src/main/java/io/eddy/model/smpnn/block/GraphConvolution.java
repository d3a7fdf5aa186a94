package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;

/**
 * The convolution R·X·Θ: with the tensors of {@code SYMMETRIC} that of a GCN (Kipf and Welling,
 * ICLR 2017), of {@code SUM}, {@code MEAN} and {@code MAX} those of the same names (Hamilton et
 * al., NeurIPS 2017; Xu et al., ICLR 2019).
 *
 * @param theta F × O
 */
record GraphConvolution(NDArray theta) implements MessagePassing {

  @Override
  public NDArray update(NDArray received, NDArray x) {
    return received.matMul(theta);
  }
}
