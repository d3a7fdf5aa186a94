package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Serializes {@link Release}. */
public final class ReleaseSerializer extends VersionedSerializer<Release> {
  private static final long serialVersionUID = 1L;

  public static final ReleaseSerializer INSTANCE = new ReleaseSerializer();

  @Override
  public Class<Release> type() {
    return Release.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Release value, DataOutputView out) throws IOException {
    StringValue.writeString(value.name(), out);
    StringValue.writeString(value.version(), out);
    StringValue.writeString(value.uri(), out);
    StringValue.writeString(value.sha256(), out);
  }

  @Override
  protected Release read(int version, DataInputView in) throws IOException {
    return new Release(
        StringValue.readString(in),
        StringValue.readString(in),
        StringValue.readString(in),
        StringValue.readString(in));
  }
}
