package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArrays.Values;
import io.eddy.model.tensor.ShapedBlock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A graph block with its parameters, which live in the manager given and on its device. One thread
 * at a time.
 */
public final class GraphNetwork {
  private final GraphBlock block;
  private final ParameterStore store;
  private final Map<String, Parameter> parameters;

  /** A network whose parameters are those of the block, 0 if it is new. */
  public GraphNetwork(GraphBlock block, NDManager manager) {
    this.block = block;
    block.initialize(manager, DataType.FLOAT32, new Shape(1));
    this.parameters = ShapedBlock.named(block);
    this.store = new ParameterStore(manager, false);
  }

  /** A scalable message passing network with given parameters. */
  public static GraphNetwork of(SmpnnParameters parameters, NDManager manager) {
    GraphNetwork network = new GraphNetwork(new SmpnnBlock(parameters.settings()), manager);
    network.set(parameters.arrays());
    return network;
  }

  /** Sets all parameters to first values drawn from a seed, as {@link SmpnnParameters#seeded}. */
  public void draw(long seed) {
    Random random = new Random(seed);
    Map<String, Values> arrays = new LinkedHashMap<>();
    parameters()
        .arrays()
        .forEach(
            (name, values) ->
                arrays.put(
                    name,
                    new Values(
                        values.shape(), SmpnnParameters.first(name, values.shape(), random))));
    set(new NamedArrays(arrays));
  }

  /** How neighbours are aggregated. */
  public Aggregation aggregation() {
    return block.aggregation();
  }

  /** The outputs, N × O; {@code draw} is null outside of training. */
  public NDArray forward(GraphTensors graph, NDArray features, @Nullable Random draw) {
    return forward(graph, features, draw, x -> {});
  }

  /** As the other, with somebody who sees the rows between layers. */
  public NDArray forward(
      GraphTensors graph, NDArray features, @Nullable Random draw, Consumer<NDArray> layers) {
    return block.apply(store, graph, features, draw, layers);
  }

  /** The present parameters, copied out. */
  public NamedArrays parameters() {
    return NamedArrays.of(parameters);
  }

  /**
   * Sets all parameters.
   *
   * @throws IllegalArgumentException if names or shapes are not those of the network
   */
  public void set(NamedArrays values) {
    values.copyTo(parameters);
  }

  /** The arrays to compute gradients of, in the order of their names. */
  public List<NDArray> arrays() {
    return parameters.values().stream().map(Parameter::getArray).toList();
  }
}
