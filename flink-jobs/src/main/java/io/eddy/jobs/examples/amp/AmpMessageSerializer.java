package io.eddy.jobs.examples.amp;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.FloatFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link AmpMessage}. */
public final class AmpMessageSerializer extends VersionedSerializer<AmpMessage> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final AmpMessageSerializer INSTANCE = new AmpMessageSerializer();

  @Override
  public Class<AmpMessage> type() {
    return AmpMessage.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(AmpMessage value, DataOutputView out) throws IOException {
    FloatFields.write(value.values(), out);
  }

  @Override
  protected AmpMessage read(int version, DataInputView in) throws IOException {
    return new AmpMessage(FloatFields.read(in));
  }
}
