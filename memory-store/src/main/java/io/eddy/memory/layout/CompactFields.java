package io.eddy.memory.layout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The fields that layouts are made of: variable-length integers (seven bits a byte, low bits first,
 * the high bit says that more follow) and UTF-8 texts with their length before them.
 */
public final class CompactFields {
  /** The longest text in bytes; it bounds what a corrupt length can make a reader allocate. */
  public static final int MAX_TEXT_BYTES = 65_535;

  private static final int MAX_VARINT_BITS = 64;
  private static final int MAX_ASCII = 64;

  private CompactFields() {}

  /** Writes a number read as unsigned, 1 to 10 bytes; small ones are short. */
  public static void writeUnsigned(long value, DataOutput out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #writeUnsigned} wrote. */
  public static long readUnsigned(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      byte next = in.readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new CorruptLayoutException("a variable-length integer does not end within 10 bytes");
  }

  /** Reads an unsigned number that must be at most {@code max}. */
  public static int readUnsignedInt(DataInput in, int max, String what) throws IOException {
    long value = readUnsigned(in);
    if (value < 0 || value > max) {
      throw new CorruptLayoutException(
          "%s is %s; expected 0 to %d".formatted(what, Long.toUnsignedString(value), max));
    }
    return (int) value;
  }

  /** Writes a signed number, short when it is near 0. */
  public static void writeSigned(long value, DataOutput out) throws IOException {
    writeUnsigned((value << 1) ^ (value >> 63), out);
  }

  /** Reads what {@link #writeSigned} wrote. */
  public static long readSigned(DataInput in) throws IOException {
    long value = readUnsigned(in);
    return (value >>> 1) ^ -(value & 1);
  }

  /**
   * Writes a text.
   *
   * @throws IllegalArgumentException if it has more than {@link #MAX_TEXT_BYTES} bytes in UTF-8
   */
  public static void writeText(String text, DataOutput out) throws IOException {
    if (isShortAscii(text)) {
      writeUnsigned(text.length(), out);
      // Not writeBytes: Flink 2.3's DataOutputSerializer counts its bytes twice.
      for (int i = 0; i < text.length(); i++) {
        out.writeByte(text.charAt(i));
      }
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "'%s…' has %d bytes in UTF-8; at most %d can be kept"
              .formatted(text.substring(0, 40), bytes.length, MAX_TEXT_BYTES));
    }
    writeUnsigned(bytes.length, out);
    out.write(bytes);
  }

  /** Most names of nodes are; their bytes need not be laid out first. */
  private static boolean isShortAscii(String text) {
    if (text.length() > MAX_ASCII) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Reads what {@link #writeText} wrote. */
  public static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[readUnsignedInt(in, MAX_TEXT_BYTES, "the length of a text")];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
