package io.eddy.model.smpnn.block;

/**
 * What a step of training does not see of the features.
 *
 * @param values share of the values that are dropped, the others being scaled up
 * @param nodes share of the nodes whose features are dropped altogether (Feng et al., GRAND,
 *     NeurIPS 2020), so that a network must make do with those of the neighbours; nothing is scaled
 *     up, since a node that is left is as it always is
 */
public record FeatureDropout(double values, double nodes) {
  /** Everything is seen. */
  public static final FeatureDropout NONE = new FeatureDropout(0, 0);

  /**
   * Checks the shares.
   *
   * @throws IllegalArgumentException that says which is none
   */
  public FeatureDropout {
    check("features", values);
    check("nodes", nodes);
  }

  private static void check(String of, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          "share of %s dropped %s; expected 0 to 1, exclusive".formatted(of, share));
    }
  }
}
