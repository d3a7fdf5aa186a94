package io.eddy.jobs.examples.belief;

import io.eddy.memory.flink.VersionedSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link BeliefState}: whether the factor is known, the factor, and what was heard. */
public final class BeliefStateSerializer extends VersionedSerializer<BeliefState> {
  private static final long serialVersionUID = 1L;

  /** The serializer; stateless. */
  public static final BeliefStateSerializer INSTANCE = new BeliefStateSerializer();

  @Override
  public Class<BeliefState> type() {
    return BeliefState.class;
  }

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(BeliefState value, DataOutputView out) throws IOException {
    TreeFactor factor = value.factor();
    out.writeBoolean(factor != null);
    if (factor != null) {
      TreeFactorSerializer.INSTANCE.serialize(factor, out);
    }
    out.writeInt(value.heard().size());
    for (BeliefMessage message : value.heard()) {
      BeliefMessageSerializer.INSTANCE.serialize(message, out);
    }
  }

  @Override
  protected BeliefState read(int version, DataInputView in) throws IOException {
    TreeFactor factor = in.readBoolean() ? TreeFactorSerializer.INSTANCE.deserialize(in) : null;
    int count = in.readInt();
    List<BeliefMessage> heard = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      heard.add(BeliefMessageSerializer.INSTANCE.deserialize(in));
    }
    return new BeliefState(factor, Collections.unmodifiableList(heard));
  }
}
