package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.eddy.model.tensor.Dense;
import io.eddy.model.tensor.SeededWeights;
import io.eddy.model.tensor.ShapedBlock;
import org.jspecify.annotations.Nullable;

/**
 * The decoder of links: a logit W₂·ReLU(W₁·[z_u ‖ z_v] + b₁) + b₂ for a pair of nodes. Shapes: z_u
 * and z_v B × E, W₁ E × 2E, W₂ 1 × E, out B. The output is a logit: the sigmoid belongs to the loss
 * or to the reader, and is taken once.
 */
public final class LinkDecoder extends ShapedBlock {
  private final Dense hidden;
  private final Dense output;

  /** For embeddings of E numbers. */
  public LinkDecoder(int embedding, SeededWeights weights) {
    this.hidden = addChildBlock("hidden", Dense.normal(2 * embedding, embedding, weights));
    this.output = addChildBlock("output", Dense.normal(embedding, 1, weights));
  }

  /** Logits of pairs. */
  public NDArray apply(
      ParameterStore store, NDArray sources, NDArray destinations, boolean training) {
    NDArray pairs = NDArrays.concat(new NDList(sources, destinations), 1);
    NDArray inner = Activation.relu(hidden.apply(store, pairs, training));
    return output.apply(store, inner, training).squeeze(1);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    return new NDList(apply(store, inputs.get(0), inputs.get(1), training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0))};
  }
}
