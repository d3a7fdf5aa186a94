package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * Binary cross-entropy of logits: mean of −log σ(x) over what was there, plus mean of −log(1 −
 * σ(x)) over what was not. Written with softplus, log(1 + eˣ), so that no sigmoid is taken and
 * large logits lose nothing.
 */
public final class BinaryLoss {
  private BinaryLoss() {}

  /** The loss, a scalar; logits of any shape. */
  public static NDArray of(NDArray positive, NDArray negative) {
    return Activation.softPlus(positive.neg()).mean().add(Activation.softPlus(negative).mean());
  }
}
