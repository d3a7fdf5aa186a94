package io.eddy.model.vector;

/**
 * The hyperbolic tangent and the logistic function of single precision, in arithmetic that the JIT
 * compiler turns into vector instructions; {@link Math#tanh} takes one value at a time and more
 * time than the matrix beside it.
 *
 * <p>tanh(x/2) is the seventh convergent of Lambert's continued fraction y/(1 + y²/(3 + y²/(5 +
 * …))), and tanh(x) = 2t/(1 + t²) of it. Within 3e-7 of the true value everywhere; NaN stays NaN.
 */
public final class Squash {
  /** From here on the tangent is 1 in single precision. */
  private static final float FLAT = 9.1f;

  private Squash() {}

  /** Replaces the values in [from, to) by their hyperbolic tangents. */
  public static void tanh(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = tanh(values[i]);
    }
  }

  /** Replaces the values in [from, to) by their logistic functions. */
  public static void sigmoid(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      values[i] = 0.5f + 0.5f * tanh(0.5f * values[i]);
    }
  }

  /** The logistic function of one value. */
  public static float sigmoid(float value) {
    return 0.5f + 0.5f * tanh(0.5f * value);
  }

  /** Replaces the values in [from, to) by x·σ(x), the SiLU (Elfwing et al. 2018). */
  public static void silu(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      float x = values[i];
      values[i] = x * (0.5f + 0.5f * tanh(0.5f * x));
    }
  }

  private static float tanh(float x) {
    float half = 0.5f * Math.max(-FLAT, Math.min(FLAT, x));
    float y = half * half;
    float above = 135135f + y * (17325f + y * (378f + y));
    float below = 135135f + y * (62370f + y * (3150f + y * 28f));
    float t = half * above / below;
    return 2f * t / (1f + t * t);
  }
}
