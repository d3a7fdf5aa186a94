package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.jspecify.annotations.Nullable;

/** Serializes {@link Undecodable}. */
public final class UndecodableSerializer extends VersionedSerializer<Undecodable> {
  private static final long serialVersionUID = 1L;

  public static final UndecodableSerializer INSTANCE = new UndecodableSerializer();

  @Override
  public Class<Undecodable> type() {
    return Undecodable.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Undecodable value, DataOutputView out) throws IOException {
    writeBytes(value.key(), out);
    writeBytes(value.value(), out);
    out.writeInt(value.headers().size());
    for (Undecodable.Header header : value.headers()) {
      StringValue.writeString(header.name(), out);
      writeBytes(header.value(), out);
    }
    out.writeInt(value.partition());
    out.writeLong(value.offset());
    StringValue.writeString(value.reason(), out);
  }

  @Override
  protected Undecodable read(int version, DataInputView in) throws IOException {
    return new Undecodable(
        readBytes(in),
        readBytes(in),
        readHeaders(in),
        in.readInt(),
        in.readLong(),
        StringValue.readString(in));
  }

  private static List<Undecodable.Header> readHeaders(DataInputView in) throws IOException {
    int count = in.readInt();
    List<Undecodable.Header> headers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      headers.add(new Undecodable.Header(StringValue.readString(in), readBytes(in)));
    }
    return headers;
  }

  private static void writeBytes(byte @Nullable [] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  private static byte @Nullable [] readBytes(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
