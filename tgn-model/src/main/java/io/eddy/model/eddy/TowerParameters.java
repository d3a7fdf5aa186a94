package io.eddy.model.eddy;

import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.Standardisation;

/**
 * One tower: y = W·((x − mean) / deviation) + b.
 *
 * @param standardisation of the vector that goes in
 * @param layer W and b; R outputs
 */
public record TowerParameters(Standardisation standardisation, DenseLayer layer) {
  /** Checks that the layer fits the standardisation. */
  public TowerParameters {
    if (layer.inputs() != standardisation.size()) {
      throw new IllegalArgumentException(
          "a tower's layer of %d inputs follows a standardisation of %d numbers"
              .formatted(layer.inputs(), standardisation.size()));
    }
  }

  /** Numbers that go in. */
  public int inputs() {
    return layer.inputs();
  }

  /** Numbers that come out, R. */
  public int outputs() {
    return layer.outputs();
  }
}
