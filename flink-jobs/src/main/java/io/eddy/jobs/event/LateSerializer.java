package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link Late}. */
public final class LateSerializer extends VersionedSerializer<Late> {
  private static final long serialVersionUID = 1L;

  public static final LateSerializer INSTANCE = new LateSerializer();

  @Override
  public Class<Late> type() {
    return Late.class;
  }

  @Override
  protected int version() {
    return 2;
  }

  @Override
  protected void write(Late value, DataOutputView out) throws IOException {
    EdgeSerializer.INSTANCE.serialize(value.edge(), out);
    out.writeLong(value.watermarkMillis());
  }

  @Override
  protected Late read(int version, DataInputView in) throws IOException {
    // Version 1 had an edge without a version of its own: its was 1.
    Edge edge =
        version == 1
            ? EdgeSerializer.INSTANCE.read(1, in)
            : EdgeSerializer.INSTANCE.deserialize(in);
    return new Late(edge, in.readLong());
  }
}
