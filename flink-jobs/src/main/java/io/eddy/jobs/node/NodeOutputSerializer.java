package io.eddy.jobs.node;

import io.eddy.jobs.event.SettledSerializer;
import io.eddy.jobs.memory.MemoryUpdateSerializer;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link NodeOutput}: which of the two it is, and that. */
public final class NodeOutputSerializer extends VersionedSerializer<NodeOutput> {
  private static final long serialVersionUID = 1L;

  public static final NodeOutputSerializer INSTANCE = new NodeOutputSerializer();

  @Override
  public Class<NodeOutput> type() {
    return NodeOutput.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(NodeOutput value, DataOutputView out) throws IOException {
    out.writeBoolean(value.settled() != null);
    if (value.settled() != null) {
      SettledSerializer.INSTANCE.serialize(value.settled(), out);
    } else {
      MemoryUpdateSerializer.INSTANCE.serialize(
          Objects.requireNonNull(value.remembered(), "an output of neither kind").update(), out);
    }
  }

  @Override
  protected NodeOutput read(int version, DataInputView in) throws IOException {
    return in.readBoolean()
        ? NodeOutput.of(SettledSerializer.INSTANCE.deserialize(in))
        : NodeOutput.of(new Remembered(MemoryUpdateSerializer.INSTANCE.deserialize(in)));
  }
}
