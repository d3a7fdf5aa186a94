package io.eddy.jobs.examples.distance;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link DistanceState}: the distance, then the successors. */
public final class DistanceStateSerializer extends VersionedSerializer<DistanceState> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final DistanceStateSerializer INSTANCE = new DistanceStateSerializer();

  @Override
  public Class<DistanceState> type() {
    return DistanceState.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(DistanceState state, DataOutputView out) throws IOException {
    out.writeInt(state.distance());
    ListFields.writeTexts(state.successors(), out);
  }

  @Override
  protected DistanceState read(int version, DataInputView in) throws IOException {
    return new DistanceState(in.readInt(), ListFields.readTexts(in));
  }
}
