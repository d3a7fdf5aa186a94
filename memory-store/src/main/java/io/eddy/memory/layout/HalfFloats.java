package io.eddy.memory.layout;

/** Conversion to and from IEEE 754 binary16, as bit patterns in shorts. */
public final class HalfFloats {
  /** The largest finite value. */
  public static final float MAX = 65504f;

  private static final int EXPONENT_SHIFT = 13;
  private static final int BIAS_DIFFERENCE = 127 - 15;

  private HalfFloats() {}

  /**
   * The nearest half-precision number, ties to even; values beyond the range become {@link #MAX} of
   * their sign, because an infinite value would end a training or poison a memory.
   *
   * @throws IllegalArgumentException if the value is NaN
   */
  public static short of(float value) {
    if (Float.isNaN(value)) {
      throw new IllegalArgumentException("NaN cannot be stored in half precision");
    }
    int sign = (Float.floatToRawIntBits(value) >>> 16) & 0x8000;
    float magnitude = Math.min(Math.abs(value), MAX);
    int bits = Float.floatToRawIntBits(magnitude);
    int exponent = (bits >>> 23) - BIAS_DIFFERENCE;
    if (exponent >= 1) {
      int normal = bits - (BIAS_DIFFERENCE << 23);
      return (short) (sign | rounded(normal, EXPONENT_SHIFT));
    }
    // Subnormal or zero: the unit is 2^-24, and the product below is exact before rounding.
    return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
  }

  /**
   * The value of a half-precision number. Its bits, put where single precision has them, are a
   * number 2^112 times too small, subnormal ones too; so no case needs a branch.
   */
  public static float toFloat(short half) {
    int bits = (half & 0x8000) << 16 | (half & 0x7fff) << EXPONENT_SHIFT;
    return Float.intBitsToFloat(bits) * 0x1p112f;
  }

  private static int rounded(int bits, int shift) {
    int half = 1 << (shift - 1);
    int odd = (bits >>> shift) & 1;
    return (bits + half - 1 + odd) >>> shift;
  }
}
