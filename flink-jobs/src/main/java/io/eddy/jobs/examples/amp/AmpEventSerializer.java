package io.eddy.jobs.examples.amp;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link AmpEvent}: the node, whether it is a start, and its fields. */
public final class AmpEventSerializer extends VersionedSerializer<AmpEvent> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final AmpEventSerializer INSTANCE = new AmpEventSerializer();

  @Override
  public Class<AmpEvent> type() {
    return AmpEvent.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(AmpEvent value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.node(), out);
    out.writeBoolean(value instanceof AmpEvent.Start);
    if (value instanceof AmpEvent.Start start) {
      ListFields.writeFloats(start.features(), out);
      ListFields.writeTexts(start.neighbours(), out);
    } else if (value instanceof AmpEvent.Ask ask) {
      AmpMessageSerializer.INSTANCE.serialize(ask.message(), out);
    }
  }

  @Override
  protected AmpEvent read(int version, DataInputView in) throws IOException {
    String node = CompactFields.readText(in);
    return in.readBoolean()
        ? new AmpEvent.Start(node, ListFields.readFloats(in), ListFields.readTexts(in))
        : new AmpEvent.Ask(node, AmpMessageSerializer.INSTANCE.deserialize(in));
  }
}
