package io.eddy.memory.node;

import io.eddy.memory.layout.HalfFloats;

/** How many bits of a vector's components are kept. The order is part of layouts: append only. */
public enum Precision {
  /** 4 bytes a component, exactly what was written. */
  SINGLE(Float.BYTES),

  /**
   * 2 bytes a component, IEEE 754 binary16: 11 significant bits, magnitudes from 6e-8 to 65504;
   * larger ones are kept as that.
   */
  HALF(Short.BYTES);

  private final int bytes;

  Precision(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes a component. */
  public int bytes() {
    return bytes;
  }

  /**
   * Copies components as they are read back after they were kept.
   *
   * @param count components from {@code offset} on, which go to {@code at} and behind
   */
  public void copyKept(float[] source, int offset, float[] target, int at, int count) {
    if (this == SINGLE) {
      System.arraycopy(source, offset, target, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = HalfFloats.toFloat(HalfFloats.of(source[offset + i]));
    }
  }
}
