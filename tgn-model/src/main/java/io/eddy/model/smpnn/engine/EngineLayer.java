package io.eddy.model.smpnn.engine;

import io.eddy.model.dense.Buffers;
import io.eddy.model.dense.DenseRows;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.vector.Squash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of one layer over {@link #ROWS} nodes at once, which share each read of a matrix.
 * Immutable; buffers are the caller's.
 */
final class EngineLayer {
  /** Rows that go through a layer together: they and their buffers fit the first cache. */
  static final int ROWS = 16;

  private final SmpnnSettings settings;
  private final float alpha1;
  private final float alpha2;
  private final @Nullable LayerNorm norm1;
  private final @Nullable LayerNorm norm2;
  private final DenseRows convolution;
  private final @Nullable DenseRows feedForward;
  private final @Nullable DenseRows feedForwardOut;
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
    this.convolution = matrix(parameters, name + "convolution", hidden);
    this.feedForward =
        forward ? matrix(parameters, name + "feedForward", hidden * settings.feedForward()) : null;
    this.feedForwardOut =
        settings.feedForward() > 1 ? matrix(parameters, name + "feedForwardOut", hidden) : null;
    this.attention =
        settings.attention()
            ? new GlobalAttention(
                matrix(parameters, name + "query", hidden),
                matrix(parameters, name + "key", hidden),
                matrix(parameters, name + "value", hidden))
            : null;
  }

  private static LayerNorm norm(SmpnnParameters parameters, String layer, int number) {
    return new LayerNorm(
        parameters.values(layer + "gamma" + number), parameters.values(layer + "beta" + number));
  }

  private static DenseRows matrix(SmpnnParameters parameters, String name, int outputs) {
    return DenseRows.byInput(parameters.values(name), new float[outputs]);
  }

  /** The attention over all rows, or none. */
  GlobalAttention.@Nullable Global attention(
      NodeRows h, float[] scales, int nodes, Workers workers) {
    return attention == null ? null : attention.over(h, scales, nodes, workers);
  }

  /** h = LayerNorm₁(x), times what the aggregation wants of a sender, for the nodes [from, to). */
  void prepare(int from, int to, NodeRows x, float[] scales, NodeRows h, Scratch scratch) {
    float[] row = scratch.x.rows(1)[0];
    float[] y = scratch.y.rows(1)[0];
    for (int node = from; node < to; node++) {
      x.get(node, row);
      normalised(norm1, row, scales[node], y);
      h.set(node, y);
    }
  }

  /** The rest of the layer for the nodes [from, to), at most {@link #ROWS}: x is changed. */
  void update(
      int from,
      int to,
      NodeRows x,
      NodeRows h,
      float[] scales,
      Neighbours neighbours,
      RowSums sums,
      GlobalAttention.@Nullable Global global,
      Scratch scratch) {
    int count = to - from;
    float[][] a = scratch.a.rows(ROWS);
    float[][] y = scratch.y.rows(ROWS);
    float[][] rows = scratch.x.rows(ROWS);
    for (int i = 0; i < count; i++) {
      neighbours.aggregate(from + i, sums, a[i]);
    }
    convolution.apply(a, y, count);
    if (global != null) {
      global.add(h, scales, from, to, y, scratch.attention);
    }
    for (int i = 0; i < count; i++) {
      x.get(from + i, rows[i]);
      branch(alpha1, y[i], rows[i]);
    }
    if (feedForward != null) {
      forward(feedForward, rows, count, scratch);
    }
    for (int i = 0; i < count; i++) {
      x.set(from + i, rows[i]);
    }
  }

  private void forward(DenseRows first, float[][] rows, int count, Scratch scratch) {
    float[][] a = scratch.a.rows(ROWS);
    float[][] y = scratch.y.rows(ROWS);
    for (int i = 0; i < count; i++) {
      normalised(norm2, rows[i], 1, a[i]);
    }
    if (feedForwardOut == null) {
      first.apply(a, y, count);
    } else {
      float[][] wide = scratch.wide.rows(ROWS);
      first.apply(a, wide, count);
      for (int i = 0; i < count; i++) {
        Squash.silu(wide[i], 0, first.outputs());
      }
      feedForwardOut.apply(wide, y, count);
    }
    for (int i = 0; i < count; i++) {
      branch(alpha2, y[i], rows[i]);
    }
  }

  /** x ← x + α·SiLU(y), or without residuals α·SiLU(y). */
  private void branch(float alpha, float[] y, float[] x) {
    Squash.silu(y, 0, settings.hidden());
    if (!settings.residual()) {
      Arrays.fill(x, 0);
    }
    for (int c = 0; c < x.length; c++) {
      x[c] = Math.fma(alpha, y[c], x[c]);
    }
  }

  private void normalised(@Nullable LayerNorm norm, float[] x, float scale, float[] y) {
    if (norm != null) {
      norm.apply(x, scale, y);
    } else {
      for (int c = 0; c < settings.hidden(); c++) {
        y[c] = x[c] * scale;
      }
    }
  }

  /** Buffers of one thread. */
  static final class Scratch {
    final Buffers inputs;
    final Buffers a;
    final Buffers x;
    final Buffers y;
    final Buffers wide;
    final Buffers results;
    final GlobalAttention.Scratch attention;

    Scratch(SmpnnSettings settings) {
      int hidden = settings.hidden();
      this.inputs = new Buffers(settings.inputs());
      this.a = Buffers.forOutputs(hidden);
      this.x = Buffers.forOutputs(hidden);
      this.y = Buffers.forOutputs(hidden);
      this.wide = Buffers.forOutputs(hidden * settings.feedForward());
      this.results = Buffers.forOutputs(settings.outputs());
      this.attention = new GlobalAttention.Scratch(hidden);
    }
  }
}
