package io.eddy.memory.layout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Runs of numbers as big-endian bytes. They are written one by one, into memory and without
 * garbage, because serializers lay a value out before a checkpoint's stream takes it in one piece;
 * they are read in one piece, because no such buffer is between when a checkpoint is restored.
 * Stateless.
 */
public final class VectorBytes {
  private VectorBytes() {}

  /** Writes some floats, bit by bit as they are. */
  public static void writeFloats(float[] from, int at, int count, DataOutput out)
      throws IOException {
    for (int i = at; i < at + count; i++) {
      out.writeInt(Float.floatToRawIntBits(from[i]));
    }
  }

  /** Reads what {@link #writeFloats} wrote. */
  public static void readFloats(float[] into, int at, int count, DataInput in) throws IOException {
    byte[] bytes = new byte[count * Float.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asFloatBuffer().get(into, at, count);
  }

  /** Writes some numbers of 16 bits. */
  public static void writeShorts(short[] from, int at, int count, DataOutput out)
      throws IOException {
    for (int i = at; i < at + count; i++) {
      out.writeShort(from[i]);
    }
  }

  /** Reads what {@link #writeShorts} wrote. */
  public static void readShorts(short[] into, int at, int count, DataInput in) throws IOException {
    byte[] bytes = new byte[count * Short.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asShortBuffer().get(into, at, count);
  }
}
