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
 * The decoder of classes: logits W₃·ReLU(W₂·ReLU(W₁·z + b₁) + b₂) + b₃ with hidden layers of 80 and
 * 10, as the TGN paper's node classification has them. For a node z is its embedding; for an edge
 * it is [z_u ‖ z_v ‖ x], the embeddings of both ends and the edge's features. Shapes: the parts of
 * z B × …, I numbers together; out B × classes, or B × 1 for a yes or no. Logits, no sigmoid and no
 * softmax.
 */
public final class ClassDecoder extends ShapedBlock {
  private static final int FIRST = 80;
  private static final int SECOND = 10;

  private final int classes;
  private final Dense first;
  private final Dense second;
  private final Dense output;

  private ClassDecoder(int inputs, int classes, SeededWeights weights) {
    this.classes = classes;
    this.first = addChildBlock("first", Dense.uniform(inputs, FIRST, weights));
    this.second = addChildBlock("second", Dense.uniform(FIRST, SECOND, weights));
    this.output = addChildBlock("output", Dense.uniform(SECOND, classes, weights));
  }

  /** Of nodes with embeddings of E numbers. */
  public static ClassDecoder ofNodes(int embedding, int classes, SeededWeights weights) {
    return new ClassDecoder(embedding, classes, weights);
  }

  /** Of edges with F features between nodes with embeddings of E numbers. */
  public static ClassDecoder ofEdges(
      int embedding, int features, int classes, SeededWeights weights) {
    return new ClassDecoder(2 * embedding + features, classes, weights);
  }

  /** Logits; the parts of z in their order. */
  public NDArray apply(ParameterStore store, NDList parts, boolean training) {
    NDArray all = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 1);
    NDArray inner = Activation.relu(first.apply(store, all, training));
    return output.apply(store, Activation.relu(second.apply(store, inner, training)), training);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    return new NDList(apply(store, inputs, training));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), classes)};
  }
}
