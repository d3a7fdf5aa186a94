package io.eddy.model.smpnn.engine;

import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.vector.Squash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The arithmetic of one layer, row by row. Immutable; buffers are the caller's. */
final class EngineLayer {
  private final SmpnnSettings settings;
  private final float alpha1;
  private final float alpha2;
  private final @Nullable LayerNorm norm1;
  private final @Nullable LayerNorm norm2;
  private final RowMatrix convolution;
  private final @Nullable RowMatrix feedForward;
  private final @Nullable RowMatrix feedForwardOut;
  private final @Nullable GlobalAttention attention;

  EngineLayer(SmpnnParameters parameters, int number) {
    this.settings = parameters.settings();
    int hidden = settings.hidden();
    String name = number + ".";
    boolean forward = settings.feedForward() > 0;
    this.alpha1 = settings.scaled() ? parameters.values(name + "alpha1")[0] : 1;
    this.alpha2 = settings.scaled() && forward ? parameters.values(name + "alpha2")[0] : 1;
    this.norm1 = settings.normalised() ? norm(parameters, name, 1) : null;
    this.norm2 = settings.normalised() && forward ? norm(parameters, name, 2) : null;
    this.convolution = RowMatrix.of(parameters.values(name + "convolution"), hidden);
    this.feedForward =
        forward
            ? RowMatrix.of(parameters.values(name + "feedForward"), hidden * settings.feedForward())
            : null;
    this.feedForwardOut =
        settings.feedForward() > 1
            ? RowMatrix.of(parameters.values(name + "feedForwardOut"), hidden)
            : null;
    this.attention =
        settings.attention()
            ? new GlobalAttention(
                parameters.values(name + "query"),
                parameters.values(name + "key"),
                parameters.values(name + "value"),
                hidden)
            : null;
  }

  private static LayerNorm norm(SmpnnParameters parameters, String layer, int number) {
    return new LayerNorm(
        parameters.values(layer + "gamma" + number), parameters.values(layer + "beta" + number));
  }

  /** The attention over all rows, or none. */
  GlobalAttention.@Nullable Global attention(
      float[][] h, float[] scales, int nodes, Workers workers) {
    return attention == null ? null : attention.over(h, scales, nodes, workers);
  }

  /** h = LayerNorm₁(x), times what the aggregation wants of a sender. */
  void prepare(float[] x, float scale, float[] h) {
    normalised(norm1, x, scale, h);
  }

  /** The rest of the layer for one node: x is changed in place. */
  void update(
      int node,
      float[] x,
      float[][] h,
      float scale,
      Neighbours neighbours,
      GlobalAttention.@Nullable Global global,
      Scratch scratch) {
    int hidden = settings.hidden();
    float[] y = scratch.y;
    neighbours.aggregate(node, h, hidden, scratch.a);
    convolution.apply(scratch.a, 0, y);
    if (global != null) {
      global.add(h[node], scale, y, scratch.a, scratch.b, scratch.c);
    }
    branch(alpha1, y, x);
    if (feedForward != null) {
      normalised(norm2, x, 1, scratch.a);
      if (feedForwardOut == null) {
        feedForward.apply(scratch.a, 0, y);
      } else {
        feedForward.apply(scratch.a, 0, scratch.wide);
        Squash.silu(scratch.wide, 0, scratch.wide.length);
        feedForwardOut.apply(scratch.wide, 0, y);
      }
      branch(alpha2, y, x);
    }
  }

  /** x ← x + α·SiLU(y), or without residuals α·SiLU(y). */
  private void branch(float alpha, float[] y, float[] x) {
    Squash.silu(y, 0, y.length);
    if (!settings.residual()) {
      Arrays.fill(x, 0);
    }
    for (int c = 0; c < x.length; c++) {
      x[c] = Math.fma(alpha, y[c], x[c]);
    }
  }

  private static void normalised(@Nullable LayerNorm norm, float[] x, float scale, float[] y) {
    if (norm != null) {
      norm.apply(x, scale, y);
    } else {
      for (int c = 0; c < x.length; c++) {
        y[c] = x[c] * scale;
      }
    }
  }

  /** Buffers of one thread. */
  static final class Scratch {
    final float[] a;
    final float[] b;
    final float[] c;
    final float[] y;
    final float[] wide;

    Scratch(SmpnnSettings settings) {
      int hidden = settings.hidden();
      this.a = new float[hidden];
      this.b = new float[hidden];
      this.c = new float[hidden];
      this.y = new float[hidden];
      this.wide = new float[hidden * settings.feedForward()];
    }
  }
}
