package io.eddy.model.amp;

/** The forward pass of an {@link AmpModel}, a node at a time. One instance a thread. */
public final class AmpNetwork {
  private final AmpModel model;
  private final AffineMap encoder;
  private final AmpCell cell;
  private final AffineMap decoder;

  /** A network with given weights. */
  public AmpNetwork(AmpModel model) {
    this.model = model;
    encoder = new AffineMap(model.encoder());
    cell = new AmpCell(model.cell());
    decoder = new AffineMap(model.decoder());
  }

  /** How a node reacts. */
  public AmpCell cell() {
    return cell;
  }

  /** A node that has heard nothing, from its F features. */
  public AmpState start(float[] features) {
    if (features.length != model.encoder().inputs()) {
      throw new IllegalArgumentException(
          "%d features for a network of %d".formatted(features.length, model.encoder().inputs()));
    }
    float[] hidden = new float[model.cell().hidden()];
    encoder.apply(features, hidden);
    return AmpState.of(model.cell(), hidden);
  }

  /** Logarithms of the C class probabilities. */
  public float[] logProbabilities(AmpState state) {
    float[] logits = new float[decoder.outputs()];
    decoder.apply(state.readOut(), logits);
    float highest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - highest);
    }
    float total = (float) (highest + Math.log(sum));
    for (int i = 0; i < logits.length; i++) {
      logits[i] -= total;
    }
    return logits;
  }
}
