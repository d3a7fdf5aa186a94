package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.eddy.model.tensor.Dense;
import io.eddy.model.tensor.SeededWeights;
import io.eddy.model.tensor.ShapedBlock;
import org.jspecify.annotations.Nullable;

/**
 * A plain recurrent unit as memory updater: s′ = tanh(W_i·m + b_i + W_h·s + b_h). Shapes: message m
 * B × M, memory s B × D, out B × D.
 */
public final class RnnUpdater extends ShapedBlock implements MemoryUpdater {
  private final Dense input;
  private final Dense state;

  /** From messages of M numbers to memories of D. */
  public RnnUpdater(int message, int memory, SeededWeights weights) {
    this.input =
        addChildBlock(
            "input", new Dense(message, memory, weights.fanIn(memory), weights.fanIn(memory)));
    this.state = addChildBlock("state", Dense.uniform(memory, memory, weights));
  }

  @Override
  public NDArray apply(ParameterStore store, NDArray message, NDArray memory, boolean training) {
    return input.apply(store, message, training).add(state.apply(store, memory, training)).tanh();
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
    return new Shape[] {inputs[1]};
  }
}
