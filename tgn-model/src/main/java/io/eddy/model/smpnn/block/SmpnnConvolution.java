package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The convolution branch of a scalable message passing network (arXiv 2411.00835): of h it makes
 * SiLU(R h W + Z), Z the global attention where there is any. The layer norm before it, the scalar
 * and the residual after it are the layer's, since they are those of any other branch.
 *
 * @param theta W, H × H
 * @param attention what is added to the product, from h
 */
record SmpnnConvolution(NDArray theta, @Nullable UnaryOperator<NDArray> attention)
    implements MessagePassing {

  @Override
  public NDArray update(NDArray received, NDArray h) {
    NDArray product = received.matMul(theta);
    return Silu.of(attention == null ? product : product.add(attention.apply(h)));
  }
}
