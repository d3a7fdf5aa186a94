package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes both kinds of {@link Incoming}. */
public final class IncomingSerializer extends VersionedSerializer<Incoming> {
  private static final long serialVersionUID = 1L;

  public static final IncomingSerializer INSTANCE = new IncomingSerializer();

  @Override
  public Class<Incoming> type() {
    return Incoming.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Incoming value, DataOutputView out) throws IOException {
    out.writeBoolean(value instanceof Edge);
    if (value instanceof Edge edge) {
      EdgeSerializer.INSTANCE.serialize(edge, out);
    } else if (value instanceof Undecodable bad) {
      UndecodableSerializer.INSTANCE.serialize(bad, out);
    }
  }

  @Override
  protected Incoming read(int version, DataInputView in) throws IOException {
    boolean edge = in.readBoolean();
    return edge
        ? EdgeSerializer.INSTANCE.deserialize(in)
        : UndecodableSerializer.INSTANCE.deserialize(in);
  }
}
