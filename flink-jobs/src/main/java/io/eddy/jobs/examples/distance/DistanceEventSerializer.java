package io.eddy.jobs.examples.distance;

import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link DistanceEvent}: whether it is an arc, the node, and the arc's end. */
public final class DistanceEventSerializer extends VersionedSerializer<DistanceEvent> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final DistanceEventSerializer INSTANCE = new DistanceEventSerializer();

  @Override
  public Class<DistanceEvent> type() {
    return DistanceEvent.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(DistanceEvent event, DataOutputView out) throws IOException {
    boolean isArc = event instanceof DistanceEvent.Arc;
    out.writeBoolean(isArc);
    CompactFields.writeText(event.node(), out);
    if (event instanceof DistanceEvent.Arc arc) {
      CompactFields.writeText(arc.to(), out);
    }
  }

  @Override
  protected DistanceEvent read(int version, DataInputView in) throws IOException {
    boolean isArc = in.readBoolean();
    String node = CompactFields.readText(in);
    return isArc
        ? new DistanceEvent.Arc(node, CompactFields.readText(in))
        : new DistanceEvent.Start(node);
  }
}
