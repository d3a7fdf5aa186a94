package io.eddy.jobs.event;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link StampedEdge}. */
public final class StampedEdgeSerializer extends VersionedSerializer<StampedEdge> {
  private static final long serialVersionUID = 1L;

  public static final StampedEdgeSerializer INSTANCE = new StampedEdgeSerializer();

  @Override
  public Class<StampedEdge> type() {
    return StampedEdge.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(StampedEdge value, DataOutputView out) throws IOException {
    EdgeSerializer.INSTANCE.serialize(value.edge(), out);
    OptionalFields.write(value.model(), ReleaseSerializer.INSTANCE, out);
  }

  @Override
  protected StampedEdge read(int version, DataInputView in) throws IOException {
    return new StampedEdge(
        EdgeSerializer.INSTANCE.deserialize(in),
        OptionalFields.read(ReleaseSerializer.INSTANCE, in));
  }
}
