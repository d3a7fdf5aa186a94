package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import io.eddy.model.tensor.Dense;
import io.eddy.model.tensor.Scalars;
import io.eddy.model.tensor.SeededWeights;
import io.eddy.model.tensor.ShapedBlock;
import org.jspecify.annotations.Nullable;

/**
 * Temporal graph attention with H heads (TGN equations 5 to 8):
 *
 * <pre>
 * q = [s ‖ Φ(0)],  c_k = [s_k ‖ x_k ‖ Φ(Δt_k)],  A = D + T, C = D + F + T
 * α = softmax_k((W_q·q + b_q)ᵀ(W_k·c_k + b_k) / √(A/H))   for each head
 * a = W_o·[Σ_k α_k·(W_v·c_k + b_v) for each head] + b_o,   0 without neighbours
 * z = W₂·ReLU(W₁·[a ‖ s] + b₁) + b₂
 * </pre>
 *
 * <p>Shapes as in {@link Neighbourhood}; W_q A × A, W_k and W_v A × C, W_o A × A, W₁ E × (A + D),
 * W₂ E × E, out B × E.
 *
 * <p>No key and no value is ever computed. The query absorbs the key projection: (W_q·q + b_q)ᵀW_k
 * is one vector of C numbers a head, and its product with c_k is the score up to a number that is
 * the same for all k, which the softmax does not see. And because the weights of a head add up to
 * 1, Σ_k α_k·(W_v·c_k + b_v) = W_v·(Σ_k α_k·c_k) + b_v: the weighted sum is projected once. So a
 * neighbour costs 4·C·H operations where the plain form needs 4·C·A.
 */
public final class GraphAttention extends ShapedBlock implements EmbeddingLayer {
  private final int heads;
  private final int headWidth;
  private final int attended;
  private final int embedding;
  private final Dense query;
  private final Parameter key;
  private final Parameter value;
  private final Parameter valueBias;
  private final Dense output;
  private final Dense hidden;
  private final Dense merge;

  /**
   * From representations of D numbers to E.
   *
   * @param heads a divisor of D + T
   */
  public GraphAttention(
      int input, int time, int features, int embedding, int heads, SeededWeights weights) {
    int width = input + time;
    this.heads = heads;
    this.headWidth = width / heads;
    this.attended = input + features + time;
    this.embedding = embedding;
    this.query =
        addChildBlock(
            "query",
            new Dense(width, width, weights.glorotUniform(width, width), Initializer.ZEROS));
    this.key = parameter("key", weights.glorotUniform(attended, width), width, attended);
    this.value = parameter("value", weights.glorotUniform(attended, width), width, attended);
    this.valueBias = parameter("valueBias", Initializer.ZEROS, width);
    this.output =
        addChildBlock("output", new Dense(width, width, weights.fanIn(width), Initializer.ZEROS));
    this.hidden = addChildBlock("hidden", Dense.normal(width + input, embedding, weights));
    this.merge = addChildBlock("merge", Dense.normal(embedding, embedding, weights));
  }

  @Override
  public NDArray apply(ParameterStore store, Neighbourhood around, boolean training) {
    NDArray self = around.self();
    NDArray context = around.attended();
    NDArray own = NDArrays.concat(new NDList(self, around.zeroCode()), 1);
    NDArray absorbed = absorbedQuery(store, query.apply(store, own, training), training);
    // B × K × H
    NDArray scores = context.matMul(absorbed.transpose(0, 2, 1)).add(around.absent().expandDims(2));
    NDArray weights = scores.softmax(1);
    NDArray heard = project(store, weights.transpose(0, 2, 1).matMul(context), training);
    NDArray attention = output.apply(store, heard, training).mul(around.any());
    NDArray merged = NDArrays.concat(new NDList(attention, self), 1);
    return merge.apply(store, Activation.relu(hidden.apply(store, merged, training)), training);
  }

  /** (W_q·q + b_q)ᵀW_k / √(A/H) for each head: B × A → B × H × C. */
  private NDArray absorbedQuery(ParameterStore store, NDArray queries, boolean training) {
    long rows = queries.getShape().get(0);
    // H × B × A/H times H × A/H × C
    NDArray byHead = queries.reshape(rows, heads, headWidth).transpose(1, 0, 2);
    NDArray keys =
        with(queries, value(store, key, queries, training).reshape(heads, headWidth, attended));
    return Scalars.times(byHead.matMul(keys).transpose(1, 0, 2), 1 / Math.sqrt(headWidth));
  }

  /** W_v·(Σ α_k·c_k) + b_v for each head: B × H × C → B × A. */
  private NDArray project(ParameterStore store, NDArray sums, boolean training) {
    long rows = sums.getShape().get(0);
    NDArray values =
        with(sums, value(store, value, sums, training).reshape(heads, headWidth, attended));
    return sums.transpose(1, 0, 2)
        .matMul(values.transpose(0, 2, 1))
        .transpose(1, 0, 2)
        .reshape(rows, (long) heads * headWidth)
        .add(value(store, valueBias, sums, training));
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
