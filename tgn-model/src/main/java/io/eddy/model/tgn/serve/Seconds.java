package io.eddy.model.tgn.serve;

/** Spans of time in the unit of the networks. */
final class Seconds {
  private static final double MICROS = 1e6;

  private Seconds() {}

  /** Seconds of a span, rounded to a float. */
  static float of(long micros) {
    return (float) (micros / MICROS);
  }
}
