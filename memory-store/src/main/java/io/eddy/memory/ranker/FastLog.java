package io.eddy.memory.ranker;

/**
 * The natural logarithm by table and a cubic, about four times as fast as the library's; the error
 * is below 1e-11. Plain arithmetic, so the same bits on every machine.
 *
 * <p>x = 2^e · m with m in [1, 2); c is the middle of the table cell of m and r = m/c − 1, |r| ≤
 * 2^−9, so log x = e·log 2 + log c + (r − r²/2 + r³/3) with an error below r⁴/4.
 */
final class FastLog {
  private static final int BITS = 8;
  private static final int CELLS = 1 << BITS;
  private static final int MANTISSA_BITS = 52;
  private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;
  private static final long ONE = Double.doubleToRawLongBits(1);
  private static final double LN2 = StrictMath.log(2);
  private static final double[] INVERSE = new double[CELLS];
  private static final double[] LOG = new double[CELLS];

  static {
    for (int i = 0; i < CELLS; i++) {
      double middle = 1 + (i + 0.5) / CELLS;
      INVERSE[i] = 1 / middle;
      LOG[i] = StrictMath.log(middle);
    }
  }

  private FastLog() {}

  /** The logarithm of a positive, finite, normal number; for others the result has no meaning. */
  static double log(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int cell = (int) (bits >>> (MANTISSA_BITS - BITS)) & (CELLS - 1);
    double exponent = (bits >>> MANTISSA_BITS) - 1023L;
    double r = Double.longBitsToDouble((bits & MANTISSA) | ONE) * INVERSE[cell] - 1;
    return exponent * LN2 + LOG[cell] + r * (1 - r * (0.5 - r * (1.0 / 3)));
  }

  /** log(1 + x) of a number that is not negative. */
  static double log1p(double x) {
    return log(1 + x);
  }
}
