package io.eddy.memory.layout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Runs of numbers as big-endian bytes, as {@link DataOutput#writeInt} and {@link
 * DataOutput#writeShort} lay them out, but with one call of the stream a run: streams of
 * checkpoints take tens of nanoseconds a call. Stateless.
 */
public final class VectorBytes {
  private VectorBytes() {}

  /** Writes some floats, bit by bit as they are. */
  public static void writeFloats(float[] from, int at, int count, DataOutput out)
      throws IOException {
    byte[] bytes = new byte[count * Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(from, at, count);
    out.write(bytes);
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
    byte[] bytes = new byte[count * Short.BYTES];
    ByteBuffer.wrap(bytes).asShortBuffer().put(from, at, count);
    out.write(bytes);
  }

  /** Reads what {@link #writeShorts} wrote. */
  public static void readShorts(short[] into, int at, int count, DataInput in) throws IOException {
    byte[] bytes = new byte[count * Short.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).asShortBuffer().get(into, at, count);
  }
}
