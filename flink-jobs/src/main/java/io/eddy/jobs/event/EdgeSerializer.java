package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Serializes {@link Edge}. */
public final class EdgeSerializer extends VersionedSerializer<Edge> {
  private static final long serialVersionUID = 1L;

  public static final EdgeSerializer INSTANCE = new EdgeSerializer();

  @Override
  public Class<Edge> type() {
    return Edge.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Edge value, DataOutputView out) throws IOException {
    value.ref().write(out);
    out.writeInt(value.features().length);
    for (float feature : value.features()) {
      out.writeFloat(feature);
    }
    StringValue.writeString(value.type(), out);
  }

  @Override
  protected Edge read(int version, DataInputView in) throws IOException {
    EdgeRef ref = EdgeRef.read(in);
    float[] features = new float[in.readInt()];
    for (int i = 0; i < features.length; i++) {
      features[i] = in.readFloat();
    }
    return new Edge(ref, features, StringValue.readString(in));
  }
}
