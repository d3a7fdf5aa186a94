package io.eddy.memory.layout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Vectors in layouts: the number of components as a variable-length integer, then each component in
 * 4 bytes, or in 2 as IEEE 754 binary16.
 */
public final class FloatFields {
  /** The longest vector; it bounds what a corrupt length can make a reader allocate. */
  public static final int MAX_LENGTH = 1 << 16;

  private FloatFields() {}

  /** Writes a vector in single precision. */
  public static void write(float[] vector, DataOutput out) throws IOException {
    writeLength(vector, out);
    VectorBytes.writeFloats(vector, 0, vector.length, out);
  }

  /** Reads what {@link #write} wrote. */
  public static float[] read(DataInput in) throws IOException {
    float[] vector = new float[readLength(in)];
    VectorBytes.readFloats(vector, 0, vector.length, in);
    return vector;
  }

  private static void writeLength(float[] vector, DataOutput out) throws IOException {
    if (vector.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a vector of %d components; at most %d can be kept".formatted(vector.length, MAX_LENGTH));
    }
    CompactFields.writeUnsigned(vector.length, out);
  }

  private static int readLength(DataInput in) throws IOException {
    return CompactFields.readUnsignedInt(in, MAX_LENGTH, "the length of a vector");
  }
}
