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
 * Temporal graph sum (TGN equations 9 and 10):
 *
 * <pre>
 * h = ReLU(Σ_k (W₁·[s_k ‖ Φ(Δt_k) ‖ x_k] + b₁))
 * z = W₂·[h ‖ s ‖ Φ(0)] + b₂
 * </pre>
 *
 * <p>Shapes as in {@link Neighbourhood}; W₁ E × (D + T + F), W₂ E × (E + D + T), out B × E. As in
 * the reference code, a place without a neighbour counts in the sum, as zeros that were met at the
 * beginning of time.
 */
public final class GraphSum extends ShapedBlock implements EmbeddingLayer {
  private final int embedding;
  private final Dense neighbour;
  private final Dense merge;

  /** From representations of D numbers to E. */
  public GraphSum(int input, int time, int features, int embedding, SeededWeights weights) {
    this.embedding = embedding;
    this.neighbour =
        addChildBlock("neighbour", Dense.uniform(input + time + features, embedding, weights));
    this.merge =
        addChildBlock("merge", Dense.uniform(embedding + input + time, embedding, weights));
  }

  @Override
  public NDArray apply(ParameterStore store, Neighbourhood around, boolean training) {
    NDList parts = new NDList(around.neighbours(), around.elapsedCode());
    if (around.features() != null) {
      parts.add(around.features());
    }
    NDArray each = neighbour.apply(store, NDArrays.concat(parts, 2), training);
    NDArray sum = Activation.relu(each.sum(new int[] {1}));
    NDList merged = new NDList(sum, around.self(), around.zeroCode());
    return merge.apply(store, NDArrays.concat(merged, 1), training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    return new NDList(apply(store, NeighbourhoodList.of(inputs), training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), embedding)};
  }
}
