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
 * A gated recurrent unit (Cho et al. 2014) as memory updater:
 *
 * <pre>
 * r = σ(W_ir·m + b_ir + W_hr·s + b_hr)
 * z = σ(W_iz·m + b_iz + W_hz·s + b_hz)
 * n = tanh(W_in·m + b_in + r ⊙ (W_hn·s + b_hn))
 * s′ = (1 − z) ⊙ n + z ⊙ s
 * </pre>
 *
 * <p>Shapes: message m B × M, memory s B × D, out B × D. {@code input} is 3D × M and {@code state}
 * 3D × D, their rows in the order r, z, n, as in PyTorch.
 */
public final class GruUpdater extends ShapedBlock implements MemoryUpdater {
  private static final int GATES = 3;

  private final Dense input;
  private final Dense state;

  /** From messages of M numbers to memories of D. */
  public GruUpdater(int message, int memory, SeededWeights weights) {
    this.input =
        addChildBlock(
            "input",
            new Dense(message, GATES * memory, weights.fanIn(memory), weights.fanIn(memory)));
    this.state = addChildBlock("state", Dense.uniform(memory, GATES * memory, weights));
  }

  @Override
  public NDArray apply(ParameterStore store, NDArray message, NDArray memory, boolean training) {
    NDList fromMessage = input.apply(store, message, training).split(GATES, 1);
    NDList fromMemory = state.apply(store, memory, training).split(GATES, 1);
    NDArray reset = fromMessage.get(0).add(fromMemory.get(0)).getNDArrayInternal().sigmoid();
    NDArray keep = fromMessage.get(1).add(fromMemory.get(1)).getNDArrayInternal().sigmoid();
    NDArray candidate = fromMessage.get(2).add(reset.mul(fromMemory.get(2))).tanh();
    return candidate.add(keep.mul(memory.sub(candidate)));
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
