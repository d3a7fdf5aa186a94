package io.eddy.jobs.featurestore.redis;

import io.eddy.jobs.featurestore.FeatureStoreException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The values of Feast's online store: {@code feast.types.Value} and {@code
 * google.protobuf.Timestamp}, protobuf by hand, as there are four shapes only. A value is one field
 * of a oneof: text 2, int64 4, float list 16 with packed floats in its field 1. A timestamp is
 * seconds in field 1 and nanoseconds in field 2, left out where 0.
 */
final class FeastValues {
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int TEXT_TAG = 2 << 3 | BYTES;
  private static final int INT64_TAG = 4 << 3 | VARINT;
  private static final int FLOATS_TAG = 16 << 3 | BYTES;
  private static final int PACKED_TAG = 1 << 3 | BYTES;
  private static final int SECONDS_TAG = 1 << 3 | VARINT;
  private static final int NANOS_TAG = 2 << 3 | VARINT;
  private static final long MICROS = 1_000_000L;

  private FeastValues() {}

  /** A list of floats: {@code length} components from {@code from} on. */
  static byte[] floats(float[] vectors, int from, int length) {
    int packed = length * Float.BYTES;
    ByteBuffer out = ByteBuffer.allocate(packed + 16).order(ByteOrder.LITTLE_ENDIAN);
    putVarint(FLOATS_TAG, out);
    // An empty packed field is left out altogether.
    putVarint(length == 0 ? 0 : 1 + varintBytes(packed) + packed, out);
    if (length > 0) {
      putVarint(PACKED_TAG, out);
      putVarint(packed, out);
      for (int i = 0; i < length; i++) {
        out.putFloat(vectors[from + i]);
      }
    }
    return written(out);
  }

  static byte[] int64(long number) {
    ByteBuffer out = ByteBuffer.allocate(16);
    putVarint(INT64_TAG, out);
    putVarint(number, out);
    return written(out);
  }

  static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(bytes.length + 16);
    putVarint(TEXT_TAG, out);
    putVarint(bytes.length, out);
    return written(out.put(bytes));
  }

  /** A moment, microseconds since 1970. */
  static byte[] timestamp(long micros) {
    ByteBuffer out = ByteBuffer.allocate(24);
    long seconds = Math.floorDiv(micros, MICROS);
    long nanos = Math.floorMod(micros, MICROS) * 1_000L;
    if (seconds != 0) {
      putVarint(SECONDS_TAG, out);
      putVarint(seconds, out);
    }
    if (nanos != 0) {
      putVarint(NANOS_TAG, out);
      putVarint(nanos, out);
    }
    return written(out);
  }

  /**
   * Reads a list of floats.
   *
   * @throws FeatureStoreException if the bytes are no such value
   */
  static float[] floats(byte[] value) {
    return parse(
        value,
        "a list of floats",
        in -> {
          expect(FLOATS_TAG, in);
          if (varint(in) == 0) {
            return new float[0];
          }
          expect(PACKED_TAG, in);
          float[] floats = new float[Math.toIntExact(varint(in)) / Float.BYTES];
          in.asFloatBuffer().get(floats);
          return floats;
        });
  }

  /**
   * Reads a whole number.
   *
   * @throws FeatureStoreException if the bytes are no such value
   */
  static long int64(byte[] value) {
    return parse(
        value,
        "a whole number",
        in -> {
          expect(INT64_TAG, in);
          return varint(in);
        });
  }

  /**
   * Reads a text.
   *
   * @throws FeatureStoreException if the bytes are no such value
   */
  static String text(byte[] value) {
    return parse(
        value,
        "a text",
        in -> {
          expect(TEXT_TAG, in);
          byte[] bytes = new byte[Math.toIntExact(varint(in))];
          in.get(bytes);
          return new String(bytes, StandardCharsets.UTF_8);
        });
  }

  /**
   * Reads a moment as microseconds since 1970.
   *
   * @throws FeatureStoreException if the bytes are none
   */
  static long timestampMicros(byte[] value) {
    return parse(
        value,
        "a timestamp",
        in -> {
          long micros = 0;
          while (in.hasRemaining()) {
            long tag = varint(in);
            long number = varint(in);
            micros += tag == SECONDS_TAG ? number * MICROS : number / 1_000L;
          }
          return micros;
        });
  }

  private interface Reading<T> {
    T from(ByteBuffer in);
  }

  private static <T> T parse(byte[] value, String what, Reading<T> reading) {
    try {
      return reading.from(ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN));
    } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException e) {
      throw new FeatureStoreException(
          "%d bytes in Redis are not %s as Feast writes it: does another feature have this name?"
              .formatted(value.length, what),
          e);
    }
  }

  private static void expect(int tag, ByteBuffer in) {
    long found = varint(in);
    if (found != tag) {
      throw new IllegalArgumentException("tag %d; expected %d".formatted(found, tag));
    }
  }

  private static void putVarint(long value, ByteBuffer out) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static int varintBytes(int value) {
    ByteBuffer out = ByteBuffer.allocate(10);
    putVarint(value, out);
    return out.position();
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a varint of more than 10 bytes");
  }

  private static byte[] written(ByteBuffer out) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(out.position());
    bytes.write(out.array(), 0, out.position());
    return bytes.toByteArray();
  }
}
