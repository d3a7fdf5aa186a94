package io.eddy.ingest.internal.topology;

import io.eddy.schemas.IngestStatus;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The running totals of one task. They are in the same transaction as what they count, so after a
 * crash they are exact. The store is cached, so its changelog gets one record a commit.
 */
final class TaskTotals {
  private static final String KEY = "totals";
  private static final int FIELDS = 7;

  private final KeyValueStore<String, byte[]> store;

  long recordsIn;
  long edges;
  long deadLetters;
  long duplicates;

  /** Edges too old for the duplicate check. */
  long unchecked;

  /** The newest window that ids were remembered in, in epoch milliseconds; -1 before the first. */
  long newestWindow = -1;

  /** Width of the windows that {@link #newestWindow} is one of, in milliseconds; 0 for none yet. */
  long windowWidth;

  /** The totals that the store holds, or zeros. */
  TaskTotals(KeyValueStore<String, byte[]> store) {
    this.store = store;
    byte[] saved = store.get(KEY);
    if (saved != null) {
      ByteBuffer buffer = ByteBuffer.wrap(saved);
      recordsIn = buffer.getLong();
      edges = buffer.getLong();
      deadLetters = buffer.getLong();
      duplicates = buffer.getLong();
      unchecked = buffer.getLong();
      newestWindow = buffer.getLong();
      windowWidth = buffer.getLong();
    }
  }

  /** The store for the totals of a stage. */
  static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  /** Writes the totals to the store; call after each record. */
  void save() {
    store.put(
        KEY,
        ByteBuffer.allocate(FIELDS * Long.BYTES)
            .putLong(recordsIn)
            .putLong(edges)
            .putLong(deadLetters)
            .putLong(duplicates)
            .putLong(unchecked)
            .putLong(newestWindow)
            .putLong(windowWidth)
            .array());
  }

  /** The totals as they are published. */
  IngestStatus status(String task) {
    return new IngestStatus(task, recordsIn, edges, deadLetters, duplicates);
  }
}
