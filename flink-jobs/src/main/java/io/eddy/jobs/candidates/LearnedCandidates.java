package io.eddy.jobs.candidates;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerScales;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * One shard's candidates as the learned ranker sees them, on the heap while the job runs.
 *
 * <p>At a checkpoint the cards that changed since the last one go into state keyed by destination,
 * so they move with their key groups when the job is rescaled. What is known of the whole stream is
 * the same in every shard, because every shard takes in every event, and checkpoints are aligned;
 * each shard writes it to union state and a restored one reads any one of them.
 */
final class LearnedCandidates {
  private static final ValueStateDescriptor<byte[]> CARD =
      new ValueStateDescriptor<>(
          "ranker-card", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  private static final ListStateDescriptor<byte[]> STREAM =
      new ListStateDescriptor<>(
          "ranker-stream", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final CandidateState candidates;
  private final ValueState<byte[]> cards;
  private final ListState<byte[]> stream;
  private final DataOutputSerializer out = new DataOutputSerializer(1024);

  LearnedCandidates(
      KeyedStateStore keyed,
      KeyedStateBackend<Object> backend,
      OperatorStateStore store,
      RankerSettings settings)
      throws Exception {
    candidates = new CandidateState(new RankerScales(settings));
    cards = keyed.getState(CARD);
    stream = store.getUnionListState(STREAM);
    Iterator<byte[]> restored = stream.get().iterator();
    if (restored.hasNext()) {
      candidates.readStream(new DataInputDeserializer(restored.next()));
    }
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        CARD,
        (dst, card) -> candidates.readCard(new DataInputDeserializer(card.value())));
  }

  CandidateState state() {
    return candidates;
  }

  /** Takes an event in. */
  void apply(SourceView view, String dst) {
    candidates.apply(view, dst);
  }

  /**
   * Writes what changed.
   *
   * @param setKey makes a destination the current key
   */
  void snapshot(Consumer<Object> setKey) throws Exception {
    for (int candidate : candidates.takeChanged()) {
      out.clear();
      candidates.writeCard(candidate, out);
      setKey.accept(candidates.id(candidate));
      cards.update(out.getCopyOfBuffer());
    }
    stream.update(List.of(streamBytes()));
  }

  private byte[] streamBytes() throws IOException {
    out.clear();
    candidates.writeStream(out);
    return out.getCopyOfBuffer();
  }
}
