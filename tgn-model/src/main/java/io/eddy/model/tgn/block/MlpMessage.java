package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
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
 * The message function of TGN equation 1 as a network: m = W₂·ReLU(W₁·r + b₁) + b₂ with a hidden
 * layer half as wide as the raw message. Shapes: r B × R, m B × M. The other message function,
 * identity, needs no block.
 */
public final class MlpMessage extends ShapedBlock {
  private final int message;
  private final Dense hidden;
  private final Dense output;

  /** From R numbers to M. */
  public MlpMessage(int raw, int message, SeededWeights weights) {
    this.message = message;
    this.hidden = addChildBlock("hidden", Dense.uniform(raw, raw / 2, weights));
    this.output = addChildBlock("output", Dense.uniform(raw / 2, message, weights));
  }

  /** Messages of raw messages. */
  public NDArray apply(ParameterStore store, NDArray raw, boolean training) {
    return output.apply(store, Activation.relu(hidden.apply(store, raw, training)), training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    return new NDList(apply(store, inputs.singletonOrThrow(), training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), message)};
  }
}
