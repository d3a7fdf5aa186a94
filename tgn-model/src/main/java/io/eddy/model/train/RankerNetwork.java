package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.eddy.model.ranker.DenseLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The ranker as a DJL block: Linear d → 64, ReLU, 64 → 32, ReLU, 32 → 1 on standardised rows.
 *
 * <p>Shapes: in N × d, out N × 1, float32. Weights start uniform in ±1/√inputs, as PyTorch's own
 * linear layers do, drawn from a seed. One thread at a time.
 */
final class RankerNetwork extends AbstractBlock {
  private static final byte VERSION = 1;
  private static final int[] WIDTHS = {64, 32, 1};

  private final int inputs;
  private final List<Linear> layers = new ArrayList<>();

  RankerNetwork(int inputs) {
    super(VERSION);
    this.inputs = inputs;
    for (int i = 0; i < WIDTHS.length; i++) {
      layers.add(addChildBlock("layer" + i, Linear.builder().setUnits(WIDTHS[i]).build()));
    }
  }

  /** Initialises all parameters from a seed. */
  static RankerNetwork seeded(int inputs, long seed, NDManager manager) {
    List<DenseLayer> layers = new ArrayList<>();
    Random random = new Random(seed);
    int width = inputs;
    for (int outputs : WIDTHS) {
      float bound = (float) (1 / Math.sqrt(width));
      layers.add(
          new DenseLayer(
              width,
              outputs,
              uniform(random, width * outputs, bound),
              uniform(random, outputs, bound)));
      width = outputs;
    }
    return of(layers, manager);
  }

  /** A network with given parameters. */
  static RankerNetwork of(List<DenseLayer> parameters, NDManager manager) {
    RankerNetwork network = new RankerNetwork(parameters.get(0).inputs());
    network.initialize(manager, DataType.FLOAT32, new Shape(1, network.inputs));
    for (int i = 0; i < WIDTHS.length; i++) {
      copy(parameters.get(i).weights(), network.weight(i));
      copy(parameters.get(i).biases(), network.bias(i));
    }
    return network;
  }

  /** The present parameters, copied out. */
  List<DenseLayer> parameters() {
    List<DenseLayer> result = new ArrayList<>();
    int width = inputs;
    for (int i = 0; i < WIDTHS.length; i++) {
      result.add(
          new DenseLayer(width, WIDTHS[i], weight(i).toFloatArray(), bias(i).toFloatArray()));
      width = WIDTHS[i];
    }
    return result;
  }

  /** The arrays that training changes: weights and biases, layer by layer. */
  List<NDArray> arrays() {
    List<NDArray> arrays = new ArrayList<>();
    for (int i = 0; i < WIDTHS.length; i++) {
      arrays.add(weight(i));
      arrays.add(bias(i));
    }
    return arrays;
  }

  /** Scores of standardised rows, N × d → N × 1. */
  NDArray logits(ParameterStore store, NDArray rows, boolean training) {
    return forward(store, new NDList(rows), training).singletonOrThrow();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList rows,
      boolean training,
      @Nullable PairList<String, Object> settings) {
    NDList x = rows;
    for (int i = 0; i < layers.size(); i++) {
      x = layers.get(i).forward(store, x, training, settings);
      if (i < layers.size() - 1) {
        x = Activation.relu(x);
      }
    }
    return x;
  }

  @Override
  public Shape[] getOutputShapes(Shape[] shapes) {
    return new Shape[] {new Shape(shapes[0].get(0), 1)};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    Shape[] shape = shapes;
    for (Linear layer : layers) {
      layer.initialize(manager, type, shape);
      shape = layer.getOutputShapes(shape);
    }
  }

  private NDArray weight(int layer) {
    return parameter(layer, "weight");
  }

  private NDArray bias(int layer) {
    return parameter(layer, "bias");
  }

  private NDArray parameter(int layer, String name) {
    Parameter parameter = layers.get(layer).getDirectParameters().get(name);
    return parameter.getArray();
  }

  private static void copy(float[] values, NDArray target) {
    try (NDArray array = target.getManager().create(values, target.getShape())) {
      array.copyTo(target);
    }
  }

  private static float[] uniform(Random random, int count, float bound) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (2 * random.nextFloat() - 1) * bound;
    }
    return values;
  }
}
