package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.FloatFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link MemoryView}. */
public final class MemoryViewSerializer extends VersionedSerializer<MemoryView> {
  private static final long serialVersionUID = 1L;

  public static final MemoryViewSerializer INSTANCE = new MemoryViewSerializer();

  @Override
  public Class<MemoryView> type() {
    return MemoryView.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(MemoryView value, DataOutputView out) throws IOException {
    ReleaseSerializer.INSTANCE.serialize(value.model(), out);
    FloatFields.write(value.embedding(), out);
    MailsFields.write(value.mails(), out);
    OptionalFields.writeFloats(value.after(), out);
  }

  @Override
  protected MemoryView read(int version, DataInputView in) throws IOException {
    return new MemoryView(
        ReleaseSerializer.INSTANCE.deserialize(in),
        FloatFields.read(in),
        MailsFields.read(in),
        OptionalFields.readFloats(in));
  }
}
