package io.eddy.model.tgn.serve;

/**
 * tanh and the logistic function over arrays, as a rational function that was fitted for this
 * purpose: tanh(x) = x·P(x²)/Q(x²) with P of degree 5 and Q of degree 3 on [−9, 9], constant
 * beyond. Within 4·10⁻⁷ of the true value everywhere; NaN stays NaN. Short loops without calls,
 * which the JIT compiler vectorises.
 */
final class SmoothSteps {
  private static final float LIMIT = 9;
  private static final float P0 = 0.9999999430578421f;
  private static final float P1 = 0.12919403279224914f;
  private static final float P2 = 0.002920943666042118f;
  private static final float P3 = 9.268957335332823e-06f;
  private static final float P4 = -1.2784547195905674e-08f;
  private static final float P5 = 1.8264389653626673e-11f;
  private static final float Q1 = 0.46252687865203124f;
  private static final float Q2 = 0.023763929429563888f;
  private static final float Q3 = 0.00022812451580472555f;

  private final float[] bounded;
  private final float[] squares;
  private final float[] numerators;

  /** Steps over at most so many values at once. */
  SmoothSteps(int most) {
    this.bounded = new float[most];
    this.squares = new float[most];
    this.numerators = new float[most];
  }

  /** Replaces values by their tanh. */
  void tanh(float[] values, int from, int count) {
    scaled(values, from, count, 1);
    for (int i = 0; i < count; i++) {
      values[from + i] = numerators[i];
    }
  }

  /** Replaces values by 1/(1 + e^(−x)) = ½ + ½·tanh(x/2). */
  void logistic(float[] values, int from, int count) {
    scaled(values, from, count, 0.5f);
    for (int i = 0; i < count; i++) {
      values[from + i] = Math.fma(0.5f, numerators[i], 0.5f);
    }
  }

  /** numerators ← tanh(scale · values). */
  private void scaled(float[] values, int from, int count, float scale) {
    for (int i = 0; i < count; i++) {
      bounded[i] = Math.max(-LIMIT, Math.min(LIMIT, scale * values[from + i]));
    }
    for (int i = 0; i < count; i++) {
      squares[i] = bounded[i] * bounded[i];
    }
    for (int i = 0; i < count; i++) {
      float y = squares[i];
      float p = Math.fma(Math.fma(Math.fma(P5, y, P4), y, P3), y, P2);
      numerators[i] = Math.fma(Math.fma(p, y, P1), y, P0) * bounded[i];
    }
    for (int i = 0; i < count; i++) {
      float y = squares[i];
      numerators[i] = numerators[i] / Math.fma(Math.fma(Math.fma(Q3, y, Q2), y, Q1), y, 1f);
    }
  }
}
