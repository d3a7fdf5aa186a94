package io.eddy.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import org.jspecify.annotations.Nullable;

/**
 * An affine layer, y = x·Wᵀ + b. Shapes: x … × I, W O × I, b O, y … × O, float32. One thread at a
 * time.
 */
public final class Dense extends ShapedBlock {
  private final int outputs;
  private final Parameter weight;
  private final Parameter bias;

  /** A layer with initial weights and biases. */
  public Dense(int inputs, int outputs, Initializer weights, Initializer biases) {
    this.outputs = outputs;
    this.weight = parameter("weight", weights, outputs, inputs);
    this.bias = parameter("bias", biases, outputs);
  }

  /** A layer that starts as PyTorch's linear layers do: all uniform in ±1/√inputs. */
  public static Dense uniform(int inputs, int outputs, SeededWeights weights) {
    return new Dense(inputs, outputs, weights.fanIn(inputs), weights.fanIn(inputs));
  }

  /** A layer with weights as Glorot's normal draw has them, and PyTorch's biases. */
  public static Dense normal(int inputs, int outputs, SeededWeights weights) {
    return new Dense(inputs, outputs, weights.glorotNormal(inputs, outputs), weights.fanIn(inputs));
  }

  /** The layer's output for an input … × I. */
  public NDArray apply(ParameterStore store, NDArray input, boolean training) {
    return Linear.linear(
            input, value(store, weight, input, training), value(store, bias, input, training))
        .singletonOrThrow();
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
    return new Shape[] {inputs[0].slice(0, inputs[0].dimension() - 1).add(outputs)};
  }
}
