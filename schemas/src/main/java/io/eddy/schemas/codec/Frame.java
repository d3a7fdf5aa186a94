package io.eddy.schemas.codec;

import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;

/** The registry frame: {@code 0x00}, schema id (int32, big endian), Avro body. */
public final class Frame {
  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;

  private Frame() {}

  /** Whether bytes begin like a frame. */
  public static boolean isFramed(byte[] bytes) {
    return bytes.length >= HEADER_BYTES && bytes[0] == MAGIC;
  }

  /** The schema id of framed bytes. */
  public static int schemaId(byte[] framed) {
    return ByteBuffer.wrap(framed, 1, Integer.BYTES).getInt();
  }

  /** Avro's decoder at the body of framed bytes; {@code reuse} is used again where given. */
  public static BinaryDecoder body(byte[] framed, @Nullable BinaryDecoder reuse) {
    return DecoderFactory.get()
        .binaryDecoder(framed, HEADER_BYTES, framed.length - HEADER_BYTES, reuse);
  }

  /** The bytes before the body. */
  static byte[] header(int schemaId) {
    return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
  }
}
