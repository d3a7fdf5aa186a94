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
 * The embedding of JODIE (Kumar et al. 2019), in TGN "time": z = (1 + w·Δt̂ + b) ⊙ s, where Δt̂ is
 * the time since the memory was updated, standardised. Shapes: s B × D, Δt̂ B, out B × D.
 */
public final class TimeProjection extends ShapedBlock {
  private final Dense drift;

  /** For memories of D numbers. */
  public TimeProjection(int memory, SeededWeights weights) {
    this.drift = addChildBlock("drift", Dense.uniform(1, memory, weights));
  }

  /** Embeddings of memories and standardised times. */
  public NDArray apply(ParameterStore store, NDArray memory, NDArray elapsed, boolean training) {
    return memory.mul(drift.apply(store, elapsed.expandDims(1), training).add(1));
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
    return new Shape[] {inputs[0]};
  }
}
