package io.eddy.jobs.examples.synchronizer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a simple graph isomorphism network with sum aggregation, here called sGIN. Layer l
 * maps a node's values h and the sum of its neighbours' values to
 *
 * <pre>h' = ReLU(W_l · ((1 + ε_l) · h + Σ_u h_u) + b_l)</pre>
 *
 * which is GIN (Xu et al., "How Powerful are Graph Neural Networks?", equation 4.1) with one linear
 * map and ReLU in place of the multi-layer perceptron. What the synchronizer needs is only that a
 * layer reads the own values and a sum that does not depend on the order of its terms; any such
 * update fits. Immutable.
 */
public final class SumGin implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Layer> layers;

  /**
   * One layer.
   *
   * @param epsilon ε, the extra weight of a node's own values
   * @param weights W, outputs × inputs: a row for each output
   * @param bias b, one for each output
   */
  public record Layer(float epsilon, List<List<Float>> weights, List<Float> bias)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the weights; there must be as many rows as biases, and all of one length. */
    public Layer {
      weights = weights.stream().map(List::copyOf).toList();
      bias = List.copyOf(bias);
      if (weights.isEmpty()
          || weights.size() != bias.size()
          || weights.stream().mapToInt(List::size).distinct().count() > 1) {
        throw new IllegalArgumentException(
            "a layer of %d rows of weights, %s values long, and %d biases; it needs rows of one length, and as many biases"
                .formatted(weights.size(), weights.stream().map(List::size).toList(), bias.size()));
      }
    }

    int inputs() {
      return weights.get(0).size();
    }

    int outputs() {
      return weights.size();
    }
  }

  /** A network of one layer or more, each taking as many values as the one before gives. */
  public SumGin(List<Layer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network without layers; it needs one or more");
    }
    for (int l = 1; l < layers.size(); l++) {
      if (layers.get(l).inputs() != layers.get(l - 1).outputs()) {
        throw new IllegalArgumentException(
            "layer %d takes %d values but layer %d gives %d"
                .formatted(l, layers.get(l).inputs(), l - 1, layers.get(l - 1).outputs()));
      }
    }
    this.layers = new ArrayList<>(layers);
  }

  /** How many layers there are. */
  public int depth() {
    return layers.size();
  }

  /** How many values a layer takes from each node. */
  public int inputs(int layer) {
    return layers.get(layer).inputs();
  }

  /**
   * One node's values after a layer.
   *
   * @param own its values before, {@link #inputs} of them
   * @param sum the sum of its neighbours' values before, as many
   */
  List<Float> update(int layer, List<Float> own, List<Float> sum) {
    Layer weights = layers.get(layer);
    List<Float> updated = new ArrayList<>(weights.outputs());
    for (int o = 0; o < weights.outputs(); o++) {
      float value = weights.bias().get(o);
      List<Float> row = weights.weights().get(o);
      for (int i = 0; i < weights.inputs(); i++) {
        value += row.get(i) * ((1 + weights.epsilon()) * own.get(i) + sum.get(i));
      }
      updated.add(Math.max(value, 0));
    }
    return List.copyOf(updated);
  }
}
