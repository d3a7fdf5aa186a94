package io.eddy.jobs.node;

import io.eddy.jobs.event.OptionalFields;
import io.eddy.jobs.event.Settled;
import io.eddy.jobs.event.SettledSerializer;
import io.eddy.jobs.memory.MemoryUpdateSerializer;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link NodeOutput}. */
public final class NodeOutputSerializer extends VersionedSerializer<NodeOutput> {
  private static final long serialVersionUID = 1L;

  public static final NodeOutputSerializer INSTANCE = new NodeOutputSerializer();

  @Override
  public Class<NodeOutput> type() {
    return NodeOutput.class;
  }

  @Override
  protected int version() {
    return 2;
  }

  @Override
  protected void write(NodeOutput value, DataOutputView out) throws IOException {
    Remembered remembered = value.remembered();
    OptionalFields.write(value.settled(), SettledSerializer.INSTANCE, out);
    OptionalFields.write(
        remembered == null ? null : remembered.update(), MemoryUpdateSerializer.INSTANCE, out);
  }

  @Override
  protected NodeOutput read(int version, DataInputView in) throws IOException {
    Settled settled = OptionalFields.read(SettledSerializer.INSTANCE, in);
    // Version 1 had one of the two.
    boolean remembered = version > 1 ? in.readBoolean() : settled == null;
    return new NodeOutput(
        settled,
        remembered ? new Remembered(MemoryUpdateSerializer.INSTANCE.deserialize(in)) : null);
  }
}
