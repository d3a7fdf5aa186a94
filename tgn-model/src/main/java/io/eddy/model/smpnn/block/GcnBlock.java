package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;
import io.eddy.model.smpnn.graph.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A plain graph convolutional network (Kipf and Welling, ICLR 2017): x ← ReLU(R·x·Θ + b) in each
 * layer, without ReLU in the last. What scalable message passing networks are measured against.
 */
public final class GcnBlock extends GraphBlock {
  private final double dropout;
  private final List<Affine> layers = new ArrayList<>();

  /**
   * A network with parameters that are 0 as yet.
   *
   * @param dropout share of the values before each layer but the first that training drops
   */
  public GcnBlock(int inputs, int hidden, int outputs, int depth, double dropout) {
    super(outputs);
    this.dropout = dropout;
    for (int layer = 0; layer < depth; layer++) {
      layers.add(
          addChildBlock(
              Integer.toString(layer),
              new Affine(layer == 0 ? inputs : hidden, layer == depth - 1 ? outputs : hidden)));
    }
  }

  @Override
  public Aggregation aggregation() {
    return Aggregation.SYMMETRIC;
  }

  /** Multiplies by Θ before R: features are wide, and R·(XΘ) is (R·X)Θ. */
  @Override
  public NDArray apply(
      ParameterStore store,
      GraphTensors graph,
      NDArray features,
      @Nullable Random draw,
      Consumer<NDArray> seen) {
    boolean training = draw != null;
    NDArray x = features;
    for (int layer = 0; layer < layers.size(); layer++) {
      if (layer > 0) {
        x = Activation.relu(x);
        seen.accept(x);
        x = Mask.drop(x, dropout, draw);
      }
      Affine affine = layers.get(layer);
      MessagePassing step = (received, before) -> affine.plusBias(store, received, training);
      x = step.step(graph, affine.product(store, x, training));
    }
    return x;
  }
}
