package io.eddy.jobs.order;

import io.eddy.jobs.event.EdgeSerializer;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link PendingEdge}; public because Flink restores serializers by reflection. */
public final class PendingEdgeSerializer extends VersionedSerializer<PendingEdge> {
  private static final long serialVersionUID = 1L;

  static final PendingEdgeSerializer INSTANCE = new PendingEdgeSerializer();

  @Override
  public Class<PendingEdge> type() {
    return PendingEdge.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(PendingEdge value, DataOutputView out) throws IOException {
    EdgeSerializer.INSTANCE.serialize(value.edge(), out);
    out.writeLong(value.sequence());
  }

  @Override
  protected PendingEdge read(int version, DataInputView in) throws IOException {
    return new PendingEdge(EdgeSerializer.INSTANCE.deserialize(in), in.readLong());
  }
}
