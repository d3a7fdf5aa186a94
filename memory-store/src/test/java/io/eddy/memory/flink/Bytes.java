package io.eddy.memory.flink;

import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Values and snapshots to bytes and back, the way Flink does it. */
final class Bytes {
  private Bytes() {}

  static <T> byte[] of(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  static <T> T value(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T value = serializer.deserialize(in);
    if (in.available() > 0) {
      throw new AssertionError(in.available() + " bytes are left over");
    }
    return value;
  }

  static byte[] ofSnapshot(TypeSerializerSnapshot<?> snapshot) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return out.getCopyOfBuffer();
  }

  static <T> TypeSerializerSnapshot<T> snapshot(byte[] bytes) throws IOException {
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(bytes), Bytes.class.getClassLoader());
  }

  static byte[] fixture(String name) throws IOException {
    try (InputStream in = Bytes.class.getResourceAsStream("/fixtures/" + name)) {
      if (in == null) {
        throw new AssertionError("no fixture " + name);
      }
      return in.readAllBytes();
    }
  }
}
