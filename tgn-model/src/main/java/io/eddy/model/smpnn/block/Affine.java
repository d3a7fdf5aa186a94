package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import io.eddy.model.tensor.ShapedBlock;
import org.jspecify.annotations.Nullable;

/**
 * An affine map from the right, y = x·W + b, that also takes sparse x. Shapes: x N × I, W I × O, b
 * O. One thread at a time.
 */
final class Affine extends ShapedBlock {
  private final int outputs;
  private final Parameter weight;
  private final Parameter bias;

  Affine(int inputs, int outputs) {
    this.outputs = outputs;
    this.weight = parameter("weight", Initializer.ZEROS, inputs, outputs);
    this.bias = parameter("bias", Initializer.ZEROS, outputs);
  }

  NDArray apply(ParameterStore store, NDArray x, boolean training) {
    return x.matMul(value(store, weight, x, training)).add(value(store, bias, x, training));
  }

  /** x·W without the bias. */
  NDArray product(ParameterStore store, NDArray x, boolean training) {
    return x.matMul(value(store, weight, x, training));
  }

  /** The bias of what {@link #product} gave. */
  NDArray plusBias(ParameterStore store, NDArray y, boolean training) {
    return y.add(value(store, bias, y, training));
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
    return new Shape[] {new Shape(inputs[0].get(0), outputs)};
  }
}
