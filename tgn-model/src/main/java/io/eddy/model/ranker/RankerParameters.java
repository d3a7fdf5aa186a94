package io.eddy.model.ranker;

import java.util.List;

/**
 * All that training found: how features are standardised, and the layers of the network with ReLU
 * between them. The last layer has one output, the score. Immutable.
 *
 * @param standardisation of the features, applied first
 * @param layers from the features to the score
 */
public record RankerParameters(Standardisation standardisation, List<DenseLayer> layers) {

  /** Checks that the layers fit each other, the features and a single score. */
  public RankerParameters {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a ranker without layers; expected at least one");
    }
    int width = standardisation.size();
    for (DenseLayer layer : layers) {
      if (layer.inputs() != width) {
        throw new IllegalArgumentException(
            "a layer of %d inputs follows a width of %d".formatted(layer.inputs(), width));
      }
      width = layer.outputs();
    }
    if (width != 1) {
      throw new IllegalArgumentException(
          "the last layer has %d outputs; expected 1".formatted(width));
    }
  }

  /** Number of features of a row. */
  public int inputs() {
    return standardisation.size();
  }
}
