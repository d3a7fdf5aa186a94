package io.eddy.jobs.examples.synchronizer;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link NodeStart}: the node, its features and its neighbours. */
public final class NodeStartSerializer extends VersionedSerializer<NodeStart> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final NodeStartSerializer INSTANCE = new NodeStartSerializer();

  @Override
  public Class<NodeStart> type() {
    return NodeStart.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(NodeStart value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.node(), out);
    ListFields.writeFloats(value.features(), out);
    ListFields.writeTexts(value.neighbours(), out);
  }

  @Override
  protected NodeStart read(int version, DataInputView in) throws IOException {
    return new NodeStart(
        CompactFields.readText(in), ListFields.readFloats(in), ListFields.readTexts(in));
  }
}
