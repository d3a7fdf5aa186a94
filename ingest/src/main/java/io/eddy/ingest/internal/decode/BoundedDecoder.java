package io.eddy.ingest.internal.decode;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoder over bytes in memory, but it believes no length that exceeds them. Avro's
 * own allocates what a damaged length asks for, up to 2 GB, and one such record would end the
 * process. Not thread-safe.
 */
final class BoundedDecoder extends Decoder {
  private BinaryDecoder in = DecoderFactory.get().binaryDecoder(new byte[0], null);

  /** Goes on with other bytes. */
  BoundedDecoder reset(byte[] bytes, int offset) {
    in = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, in);
    return this;
  }

  /** Whether all bytes were read. */
  boolean isEnd() throws IOException {
    return in.isEnd();
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    return new Utf8(content());
  }

  @Override
  public String readString() throws IOException {
    return readString(null).toString();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    return ByteBuffer.wrap(content());
  }

  @Override
  public long readArrayStart() throws IOException {
    return items("a list");
  }

  @Override
  public long arrayNext() throws IOException {
    return items("a list");
  }

  @Override
  public long readMapStart() throws IOException {
    return items("a map");
  }

  @Override
  public long mapNext() throws IOException {
    return items("a map");
  }

  // A length is written as a long.
  private byte[] content() throws IOException {
    byte[] content = new byte[(int) bounded(in.readLong(), "text or bytes")];
    in.readFixed(content, 0, content.length);
    return content;
  }

  // A negative count is followed by the size of the block in bytes.
  private long items(String what) throws IOException {
    long count = in.readLong();
    if (count < 0) {
      in.readLong();
      count = -count;
    }
    return bounded(count, what);
  }

  private long bounded(long length, String what) throws IOException {
    int left = in.inputStream().available();
    if (length < 0 || length > left) {
      throw new EOFException(
          "%s of length %d is declared where %d bytes are left".formatted(what, length, left));
    }
    return length;
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipArray();
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipMap();
  }
}
