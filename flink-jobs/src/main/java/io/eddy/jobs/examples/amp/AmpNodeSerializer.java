package io.eddy.jobs.examples.amp;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.FloatFields;
import io.eddy.model.amp.AmpState;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link AmpNode}: neighbours, hidden and cell values, energy left, output. */
public final class AmpNodeSerializer extends VersionedSerializer<AmpNode> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final AmpNodeSerializer INSTANCE = new AmpNodeSerializer();

  @Override
  public Class<AmpNode> type() {
    return AmpNode.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(AmpNode value, DataOutputView out) throws IOException {
    ListFields.writeTexts(value.neighbours(), out);
    AmpState state = value.state();
    FloatFields.write(state.hidden(), out);
    FloatFields.write(state.cell(), out);
    out.writeFloat(state.left());
    FloatFields.write(state.output(), out);
  }

  @Override
  protected AmpNode read(int version, DataInputView in) throws IOException {
    return new AmpNode(
        ListFields.readTexts(in),
        new AmpState(
            FloatFields.read(in), FloatFields.read(in), in.readFloat(), FloatFields.read(in)));
  }
}
