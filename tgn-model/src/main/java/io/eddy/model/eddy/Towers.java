package io.eddy.model.eddy;

import io.eddy.model.ranker.RowLayer;

/**
 * The two towers in plain Java: q = P_u·z_u + b of a source before an event, e_c = P_c·s_c + b' of
 * a candidate's card. A result depends on its vector alone, bit for bit. Keeps buffers: one
 * instance a thread.
 */
public final class Towers {
  private final Tower source;
  private final Tower card;

  /** Towers with these parameters. */
  public Towers(EddyParameters parameters) {
    this.source = new Tower(parameters.source());
    this.card = new Tower(parameters.card());
  }

  /** Numbers that a tower gives, R. */
  public int size() {
    return source.outputs;
  }

  /** q of a source's embedding, E numbers → R. */
  public float[] query(float[] z) {
    return source.apply(z);
  }

  /** e_c of a candidate's memory, D numbers → R. */
  public float[] card(float[] s) {
    return card.apply(s);
  }

  /** e_c of a candidate that had no event as a destination yet: its memory is zero. */
  public float[] unseenCard() {
    return card.apply(new float[card.means.length]);
  }

  private static final class Tower {
    private final RowLayer layer;
    private final float[] means;
    private final float[] scales;
    private final int outputs;

    Tower(TowerParameters parameters) {
      this.layer = new RowLayer(parameters.layer(), parameters.inputs());
      this.means = parameters.standardisation().means().clone();
      this.scales = parameters.standardisation().scales();
      this.outputs = parameters.outputs();
    }

    float[] apply(float[] x) {
      if (x.length != means.length) {
        throw new IllegalArgumentException(
            "a vector of %d numbers for a tower of %d inputs".formatted(x.length, means.length));
      }
      float[] y = new float[outputs];
      layer.apply(x, 0, means, scales, y);
      return y;
    }
  }
}
