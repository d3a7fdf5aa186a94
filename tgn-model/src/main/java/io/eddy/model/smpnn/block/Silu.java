package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * SiLU, x·σ(x) (Elfwing et al. 2018). DJL's swish multiplies by a number, whose memory the backward
 * pass may find gone; see {@link io.eddy.model.tensor.Scalars}.
 */
final class Silu {
  private Silu() {}

  static NDArray of(NDArray x) {
    return Activation.sigmoid(x).mul(x);
  }
}
