package io.eddy.jobs.examples.belief;

import io.eddy.jobs.examples.layout.ListFields;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.layout.CompactFields;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link BeliefMessage}: the sender and its numbers. */
public final class BeliefMessageSerializer extends VersionedSerializer<BeliefMessage> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final BeliefMessageSerializer INSTANCE = new BeliefMessageSerializer();

  @Override
  public Class<BeliefMessage> type() {
    return BeliefMessage.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(BeliefMessage value, DataOutputView out) throws IOException {
    CompactFields.writeText(value.from(), out);
    ListFields.writeDoubles(value.values(), out);
  }

  @Override
  protected BeliefMessage read(int version, DataInputView in) throws IOException {
    return new BeliefMessage(CompactFields.readText(in), ListFields.readDoubles(in));
  }
}
