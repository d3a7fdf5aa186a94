package io.eddy.jobs.examples.distance;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link NodeDistance}. */
public final class NodeDistanceSerializer extends VersionedSerializer<NodeDistance> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final NodeDistanceSerializer INSTANCE = new NodeDistanceSerializer();

  @Override
  public Class<NodeDistance> type() {
    return NodeDistance.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(NodeDistance distance, DataOutputView out) throws IOException {
    CompactFields.writeText(distance.node(), out);
    out.writeInt(distance.distance());
  }

  @Override
  protected NodeDistance read(int version, DataInputView in) throws IOException {
    return new NodeDistance(CompactFields.readText(in), in.readInt());
  }
}
