package io.eddy.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Products and quotients with numbers where gradients are wanted.
 *
 * <p>DJL's {@code mul(Number)} and {@code div(Number)} (0.35.1) make a tensor over a Java buffer
 * and let go of the buffer at once, but PyTorch keeps the tensor for the backward pass: after a
 * garbage collection in between, gradients are computed from whatever is there then. Here PyTorch
 * owns the number.
 */
public final class Scalars {
  private Scalars() {}

  /** x times a number. */
  public static NDArray times(NDArray x, double factor) {
    try (NDArray number = x.getManager().full(new Shape(1), (float) factor)) {
      return x.mul(number);
    }
  }
}
