package io.eddy.ingest.internal.topology;

import io.eddy.ingest.IngestOptions.DedupeStore;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * How long event ids are remembered.
 *
 * <p>Ids are kept in windows of event time as wide as the deduplication window; two events with one
 * id that are at most that far apart are in the same or in neighbouring windows, so a look-up is
 * three reads of known keys instead of a scan.
 *
 * <p>The store forgets by the newest event time it has seen, which one stray event may push ahead
 * of the clock by {@code maxAhead}. It therefore remembers three windows and {@code maxAhead}: one
 * window for events that come late, one to look back from there, one because windows are forgotten
 * as a whole. So an event is checked for certain if it is at most one window behind the clock,
 * whatever else came; and without stray events if it is at most a window and {@code maxAhead}
 * behind the newest.
 *
 * @param width the deduplication window, more than 0
 * @param maxAhead how far an event may be ahead of the clock
 * @param kind where the ids are kept
 */
record DedupeWindow(Duration width, Duration maxAhead, DedupeStore kind) {
  private static final int WINDOWS = 3;

  Duration retention() {
    return width.multipliedBy(WINDOWS).plus(maxAhead);
  }

  /**
   * Name of the store of ids. Windows of another width are others, so each width has its own store.
   */
  String storeName() {
    return "event-ids-" + width.toMillis() + "ms";
  }

  /** The store of ids, by id (UTF-8), with the event time in epoch milliseconds. */
  StoreBuilder<WindowStore<Bytes, Long>> store() {
    String name = storeName();
    var supplier =
        kind == DedupeStore.MEMORY
            ? Stores.inMemoryWindowStore(name, retention(), width, false)
            : Stores.persistentWindowStore(name, retention(), width, false);
    return Stores.windowStoreBuilder(supplier, Serdes.Bytes(), Serdes.Long())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}
