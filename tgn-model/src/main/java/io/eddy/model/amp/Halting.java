package io.eddy.model.amp;

/**
 * How a halting probability p = σ(w · [h ‖ m] + b), from the hidden values before the message,
 * spends an energy that starts at 1. A reaction spends a weight, and what is left decides whether
 * there is another.
 */
public enum Halting {
  /** No halting unit: every reaction has weight 1 and nothing is spent. */
  NONE,

  /**
   * AMP-ACT, after adaptive computation time: probabilities add up, the last one is cut. weight =
   * min(p, left), left ← left − weight.
   */
  ACT,

  /**
   * AMP-Iter, after iterated halting: each reaction takes its share of what is left. weight = left
   * · p, left ← left · (1 − p).
   */
  ITER;

  /** With less energy than this nothing more happens. */
  public static final float SPENT = 1e-7f;

  /** The weight of a reaction of probability p. */
  float weight(float left, float p) {
    return switch (this) {
      case NONE -> 1;
      case ACT -> Math.min(p, left);
      case ITER -> left * p;
    };
  }

  /** What is left after a reaction of probability p. */
  float after(float left, float p) {
    return switch (this) {
      case NONE -> left;
      case ACT -> left - Math.min(p, left);
      case ITER -> left * (1 - p);
    };
  }
}
