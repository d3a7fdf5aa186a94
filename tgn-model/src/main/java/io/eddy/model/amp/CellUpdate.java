package io.eddy.model.amp;

import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.vector.Squash;
import java.util.List;

/**
 * The map (h, c, m) ↦ (h′, c′) of one {@link CellKind} in plain Java. Buffers are kept between
 * calls: one instance a thread.
 */
final class CellUpdate {
  private final CellKind kind;
  private final AffineMap first;
  private final AffineMap second;
  private final float[] a;
  private final float[] b;

  CellUpdate(CellKind kind, List<DenseLayer> maps) {
    this.kind = kind;
    first = new AffineMap(maps.get(0));
    second = kind == CellKind.RNN ? first : new AffineMap(maps.get(1));
    a = new float[first.outputs()];
    b = new float[second.outputs()];
  }

  /**
   * Computes the values after a message.
   *
   * @param h D hidden values before
   * @param c cell values before, as many as the kind has
   * @param m the message, M values
   * @param hidden receives h′
   * @param cell receives c′
   */
  void apply(float[] h, float[] c, float[] m, float[] hidden, float[] cell) {
    switch (kind) {
      case RNN -> rnn(h, m, hidden);
      case GRU -> gru(h, m, hidden);
      case LSTM -> lstm(h, c, m, hidden, cell);
      case GATED -> gated(h, m, hidden);
    }
  }

  private void rnn(float[] h, float[] m, float[] hidden) {
    first.apply(h, m, hidden);
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = Math.max(0f, hidden[i]);
    }
  }

  private void gru(float[] h, float[] m, float[] hidden) {
    int d = h.length;
    first.apply(m, a);
    second.apply(h, b);
    for (int i = 0; i < 2 * d; i++) {
      a[i] += b[i];
    }
    Squash.sigmoid(a, 0, 2 * d);
    for (int i = 0; i < d; i++) {
      a[2 * d + i] += a[i] * b[2 * d + i];
    }
    Squash.tanh(a, 2 * d, 3 * d);
    for (int i = 0; i < d; i++) {
      float z = a[d + i];
      hidden[i] = (1 - z) * a[2 * d + i] + z * h[i];
    }
  }

  private void lstm(float[] h, float[] c, float[] m, float[] hidden, float[] cell) {
    int d = h.length;
    first.apply(m, a);
    second.apply(h, b);
    for (int i = 0; i < 4 * d; i++) {
      a[i] += b[i];
    }
    Squash.sigmoid(a, 0, 2 * d);
    Squash.tanh(a, 2 * d, 3 * d);
    Squash.sigmoid(a, 3 * d, 4 * d);
    for (int i = 0; i < d; i++) {
      cell[i] = a[d + i] * c[i] + a[i] * a[2 * d + i];
    }
    System.arraycopy(cell, 0, hidden, 0, d);
    Squash.tanh(hidden, 0, d);
    for (int i = 0; i < d; i++) {
      hidden[i] *= a[3 * d + i];
    }
  }

  private void gated(float[] h, float[] m, float[] hidden) {
    first.apply(h, m, a);
    second.apply(h, m, b);
    Squash.tanh(a, 0, a.length);
    Squash.sigmoid(b, 0, b.length);
    for (int i = 0; i < h.length; i++) {
      hidden[i] = b[i] * a[i] + (1 - b[i]) * h[i];
    }
  }
}
