package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.tensor.ShapedBlock;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A network that makes one row of outputs a node from the features of all nodes and the graph.
 * Shapes: features N × F, dense or sparse; outputs N × O. As a DJL block it takes the two arrays
 * features and R, the sparse N × N operator. One thread at a time.
 */
public abstract class GraphBlock extends ShapedBlock {
  private final int outputs;

  /** A block with so many outputs a node. */
  GraphBlock(int outputs) {
    this.outputs = outputs;
  }

  /** How neighbours are aggregated. */
  public abstract Aggregation aggregation();

  /**
   * The outputs of all nodes.
   *
   * @param draw decides in training what is dropped; null outside of it
   * @param layers is shown the rows before the first layer and after each
   */
  public abstract NDArray apply(
      ParameterStore store,
      GraphTensors graph,
      NDArray features,
      @Nullable Random draw,
      Consumer<NDArray> layers);

  /**
   * The outputs, outside of training, from two arrays.
   *
   * @throws IllegalArgumentException in training, which needs a draw, or if the aggregation is no
   *     matrix
   */
  @Override
  protected final NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    if (training) {
      throw new IllegalArgumentException(
          "a graph block is trained through apply, which is told what to drop");
    }
    GraphTensors graph = GraphTensors.ofOperator(aggregation(), inputs.get(1));
    return new NDList(apply(store, graph, inputs.head(), null, x -> {}));
  }

  @Override
  public final Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), outputs)};
  }
}
