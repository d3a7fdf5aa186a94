package io.eddy.memory.node;

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
}
