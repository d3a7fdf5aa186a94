package io.eddy.jobs.node;

import io.eddy.jobs.event.OptionalFields;
import io.eddy.jobs.ripple.NeuralNode;
import io.eddy.jobs.ripple.NeuralNodeSerializer;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.flink.CandidateCardSerializer;
import io.eddy.memory.flink.PairHistorySerializer;
import io.eddy.memory.flink.SourceStateSerializer;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.memory.node.IdleNodes;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.SourceState;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serializes {@link NodeState}; each part in its own versioned layout. */
public final class NodeStateSerializer extends VersionedSerializer<NodeState> {
  private static final long serialVersionUID = 1L;

  public static final NodeStateSerializer INSTANCE = new NodeStateSerializer();

  @Override
  public Class<NodeState> type() {
    return NodeState.class;
  }

  @Override
  protected int version() {
    return 2;
  }

  @Override
  protected void write(NodeState value, DataOutputView out) throws IOException {
    OptionalFields.write(value.history(), PairHistorySerializer.INSTANCE, out);
    OptionalFields.write(value.habits(), SourceStateSerializer.INSTANCE, out);
    OptionalFields.write(value.card(), CandidateCardSerializer.INSTANCE, out);
    OptionalFields.write(value.neural(), NeuralNodeSerializer.INSTANCE, out);
    out.writeLong(value.seenMicros());
  }

  @Override
  protected NodeState read(int version, DataInputView in) throws IOException {
    PairHistory history = OptionalFields.read(PairHistorySerializer.INSTANCE, in);
    SourceState habits = OptionalFields.read(SourceStateSerializer.INSTANCE, in);
    CandidateCard card = OptionalFields.read(CandidateCardSerializer.INSTANCE, in);
    if (version == 1) {
      return new NodeState(history, habits, card, null, IdleNodes.NEVER);
    }
    NeuralNode neural = OptionalFields.read(NeuralNodeSerializer.INSTANCE, in);
    long seen = in.readLong();
    // Older jobs have written 0 where there is no memory.
    return new NodeState(history, habits, card, neural, neural == null ? IdleNodes.NEVER : seen);
  }

  /**
   * False: habits and neural part change in place, so a snapshot needs a copy; a history never
   * does.
   */
  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public NodeState copy(NodeState state) {
    SourceState habits = state.habits();
    NeuralNode neural = state.neural();
    return new NodeState(
        state.history(),
        habits == null ? null : habits.copy(),
        state.card(),
        neural == null ? null : NeuralNodeSerializer.INSTANCE.copy(neural),
        state.seenMicros());
  }
}
