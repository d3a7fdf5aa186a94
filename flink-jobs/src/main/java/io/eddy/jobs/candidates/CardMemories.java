package io.eddy.jobs.candidates;

import java.io.IOException;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/**
 * s_c of the candidates of one shard, the memory right after the last event as a destination: in
 * state keyed by destination, so it moves with its key group when the job is rescaled.
 */
final class CardMemories {
  private static final ValueStateDescriptor<float[]> MEMORY =
      new ValueStateDescriptor<>("card-memory", VectorSerializer.INSTANCE);

  private final ValueState<float[]> state;
  private final KeyedStateBackend<Object> backend;

  /** What a backend holds. */
  CardMemories(KeyedStateStore store, KeyedStateBackend<Object> backend) {
    this.state = store.getState(MEMORY);
    this.backend = backend;
  }

  /** Replaces the memory of a destination, which must be the current key. */
  void put(float[] memory) throws IOException {
    state.update(memory);
  }

  /** Gives every destination with its memory; afterwards another key is the current one. */
  void forEach(BiConsumer<String, float[]> reader) throws Exception {
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        MEMORY,
        (dst, memory) -> reader.accept((String) dst, memory.value()));
  }
}
