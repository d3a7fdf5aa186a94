package io.eddy.model.tgn.serve;

/** Inner products with eight running sums, which keep a core's multipliers busy. */
final class Dots {
  private static final int LANES = 8;

  private Dots() {}

  /** Σ a[i]·b[i] of {@code count} values from the offsets on. */
  static float product(float[] a, int atA, float[] b, int count) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i + LANES <= count; i += LANES) {
      int j = atA + i;
      s0 = Math.fma(a[j], b[i], s0);
      s1 = Math.fma(a[j + 1], b[i + 1], s1);
      s2 = Math.fma(a[j + 2], b[i + 2], s2);
      s3 = Math.fma(a[j + 3], b[i + 3], s3);
      s4 = Math.fma(a[j + 4], b[i + 4], s4);
      s5 = Math.fma(a[j + 5], b[i + 5], s5);
      s6 = Math.fma(a[j + 6], b[i + 6], s6);
      s7 = Math.fma(a[j + 7], b[i + 7], s7);
    }
    float rest = 0;
    for (; i < count; i++) {
      rest = Math.fma(a[atA + i], b[i], rest);
    }
    return (s0 + s1) + (s2 + s3) + ((s4 + s5) + (s6 + s7)) + rest;
  }
}
