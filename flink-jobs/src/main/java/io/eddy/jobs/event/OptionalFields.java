package io.eddy.jobs.event;

import io.eddy.memory.layout.FloatFields;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Fields that may be absent: a byte that says so, then the value. */
public final class OptionalFields {
  private OptionalFields() {}

  /** Writes a value or its absence. */
  public static <T> void write(@Nullable T value, TypeSerializer<T> serializer, DataOutputView out)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      serializer.serialize(value, out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static <T> @Nullable T read(TypeSerializer<T> serializer, DataInputView in)
      throws IOException {
    return in.readBoolean() ? serializer.deserialize(in) : null;
  }

  /** Writes a vector or its absence. */
  static void writeFloats(float @Nullable [] vector, DataOutputView out) throws IOException {
    out.writeBoolean(vector != null);
    if (vector != null) {
      FloatFields.write(vector, out);
    }
  }

  /** Reads what {@link #writeFloats} wrote. */
  static float @Nullable [] readFloats(DataInputView in) throws IOException {
    return in.readBoolean() ? FloatFields.read(in) : null;
  }
}
