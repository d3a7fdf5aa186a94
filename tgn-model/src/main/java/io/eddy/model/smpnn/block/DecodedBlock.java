package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArrays.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A scalable message passing network with an affine map from its outputs to something that only
 * training asks for, such as a node's attributes. The map is thrown away afterwards.
 */
public final class DecodedBlock extends GraphBlock {
  private static final String NETWORK = "network.";

  private final SmpnnSettings settings;
  private final SmpnnBlock network;
  private final Affine decoder;

  /** A network with so many decoded numbers a node. */
  public DecodedBlock(SmpnnSettings settings, int decoded) {
    super(decoded);
    this.settings = settings;
    this.network = addChildBlock("network", new SmpnnBlock(settings));
    this.decoder = addChildBlock("decoder", new Affine(settings.outputs(), decoded));
  }

  /** Those of a decoded network's parameters that are the network's own. */
  public static SmpnnParameters network(SmpnnSettings settings, NamedArrays decoded) {
    Map<String, Values> own = new LinkedHashMap<>();
    decoded
        .arrays()
        .forEach(
            (name, values) -> {
              if (name.startsWith(NETWORK)) {
                own.put(name.substring(NETWORK.length()), values);
              }
            });
    return new SmpnnParameters(settings, new NamedArrays(own));
  }

  /** The names that parameters of a network have within a decoded one. */
  public static NamedArrays within(NamedArrays network) {
    Map<String, Values> named = new LinkedHashMap<>();
    network.arrays().forEach((name, values) -> named.put(NETWORK + name, values));
    return new NamedArrays(named);
  }

  @Override
  public Aggregation aggregation() {
    return settings.aggregation();
  }

  @Override
  public NDArray apply(
      ParameterStore store,
      GraphTensors graph,
      NDArray features,
      @Nullable Random draw,
      Consumer<NDArray> layers) {
    NDArray outputs = network.apply(store, graph, features, draw, layers);
    return decoder.apply(store, outputs, draw != null);
  }
}
