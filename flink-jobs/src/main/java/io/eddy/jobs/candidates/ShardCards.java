package io.eddy.jobs.candidates;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.flink.CandidateCardSerializer;
import io.eddy.model.predict.CandidateTable;
import java.io.IOException;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * The cards of one shard of the candidates: in state keyed by destination, so they move with their
 * key groups when the job is rescaled, and in a table on the heap, rebuilt from the state on
 * restore, because a ranking reads all of them.
 */
final class ShardCards {
  private static final ValueStateDescriptor<CandidateCard> CARD =
      new ValueStateDescriptor<>("card", CandidateCardSerializer.INSTANCE);

  private final ValueState<CandidateCard> state;
  private final CandidateTable table = new CandidateTable();

  /** The cards that a backend holds. */
  ShardCards(KeyedStateStore store, KeyedStateBackend<Object> backend) throws Exception {
    state = store.getState(CARD);
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        CARD,
        (dst, card) -> table.put(card.value()));
  }

  CandidateTable table() {
    return table;
  }

  /** Replaces the card of a destination, which must be the current key. */
  void put(CandidateCard card) throws IOException {
    state.update(card);
    table.put(card);
  }
}
