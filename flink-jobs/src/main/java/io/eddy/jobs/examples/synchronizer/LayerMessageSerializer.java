package io.eddy.jobs.examples.synchronizer;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link LayerMessage}: the layer and the values. */
public final class LayerMessageSerializer extends VersionedSerializer<LayerMessage> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final LayerMessageSerializer INSTANCE = new LayerMessageSerializer();

  @Override
  public Class<LayerMessage> type() {
    return LayerMessage.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(LayerMessage value, DataOutputView out) throws IOException {
    CompactFields.writeUnsigned(value.layer(), out);
    ListFields.writeFloats(value.values(), out);
  }

  @Override
  protected LayerMessage read(int version, DataInputView in) throws IOException {
    return new LayerMessage(
        CompactFields.readUnsignedInt(in, Integer.MAX_VALUE, "a layer"), ListFields.readFloats(in));
  }
}
