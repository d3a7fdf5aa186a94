package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.graph.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A scalable message passing network, as {@link SmpnnSettings} has its equations. Its parameters
 * have the names of {@link io.eddy.model.smpnn.SmpnnParameters}.
 */
public final class SmpnnBlock extends GraphBlock {
  private final SmpnnSettings settings;
  private final Affine in;
  private final List<SmpnnLayer> layers = new ArrayList<>();
  private final Affine out;

  /** A network with parameters that are 0 as yet. */
  public SmpnnBlock(SmpnnSettings settings) {
    super(settings.outputs());
    this.settings = settings;
    this.in = addChildBlock("in", new Affine(settings.inputs(), settings.hidden()));
    for (int layer = 0; layer < settings.layers(); layer++) {
      layers.add(addChildBlock(Integer.toString(layer), new SmpnnLayer(settings, layer)));
    }
    this.out = addChildBlock("out", new Affine(settings.hidden(), settings.outputs()));
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
      Consumer<NDArray> seen) {
    boolean training = draw != null;
    NDArray x = Mask.drop(Silu.of(in.apply(store, features, training)), settings.dropout(), draw);
    seen.accept(x);
    for (SmpnnLayer layer : layers) {
      x = freed(x, rows -> layer.apply(store, graph, rows, draw));
      seen.accept(x);
    }
    return out.apply(store, Mask.drop(x, settings.dropout(), draw), training);
  }

  /** Frees what a layer made on the way as soon as it is done; gradients keep what they need. */
  private static NDArray freed(NDArray x, UnaryOperator<NDArray> layer) {
    NDManager outer = x.getManager();
    try (NDManager scope = outer.newSubManager()) {
      x.attach(scope);
      NDArray result = layer.apply(x);
      result.attach(outer);
      return result;
    }
  }
}
