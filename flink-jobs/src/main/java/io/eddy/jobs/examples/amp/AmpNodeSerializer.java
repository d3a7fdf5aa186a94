package io.eddy.jobs.examples.amp;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.FloatFields;
import io.eddy.model.amp.AmpState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes {@link AmpNode}: neighbours; whether it has started, and if so hidden and cell values,
 * energy left, output; what came early.
 */
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
    out.writeBoolean(state != null);
    if (state != null) {
      FloatFields.write(state.hidden(), out);
      FloatFields.write(state.cell(), out);
      out.writeFloat(state.left());
      FloatFields.write(state.output(), out);
    }
    ListFields.write(value.early(), AmpNodeSerializer::writeEarly, out);
  }

  @Override
  protected AmpNode read(int version, DataInputView in) throws IOException {
    List<String> neighbours = ListFields.readTexts(in);
    AmpState state =
        in.readBoolean()
            ? new AmpState(
                FloatFields.read(in), FloatFields.read(in), in.readFloat(), FloatFields.read(in))
            : null;
    return new AmpNode(neighbours, state, ListFields.read(AmpNodeSerializer::readEarly, in));
  }

  private static void writeEarly(AmpNode.Early early, DataOutput out) throws IOException {
    FloatFields.write(early.message().values(), out);
    CompactFields.writeUnsigned(early.hop(), out);
    out.writeFloat(early.energy());
  }

  private static AmpNode.Early readEarly(DataInput in) throws IOException {
    return new AmpNode.Early(
        new AmpMessage(FloatFields.read(in)),
        CompactFields.readUnsignedInt(in, Integer.MAX_VALUE, "the hop of a message"),
        in.readFloat());
  }
}
