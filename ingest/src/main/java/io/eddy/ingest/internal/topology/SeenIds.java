package io.eddy.ingest.internal.topology;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;

/** Knows which event ids were seen, see {@link DedupeWindow}. */
final class SeenIds {
  /** What is known of an event. */
  enum Verdict {
    FIRST,
    DUPLICATE,
    /** Too far behind the newest event to tell, and not remembered either. */
    TOO_OLD_TO_TELL
  }

  private final WindowStore<Bytes, Long> store;
  private final TaskTotals totals;
  private final long width;
  private final long retention;

  SeenIds(WindowStore<Bytes, Long> store, DedupeWindow window, TaskTotals totals) {
    this.store = store;
    this.totals = totals;
    this.width = window.width().toMillis();
    this.retention = window.retention().toMillis();
  }

  /**
   * Whether an id is new at an event time; remembers it if so.
   *
   * @param timeMillis epoch milliseconds, not negative
   */
  Verdict see(Bytes id, long timeMillis) {
    long window = timeMillis - timeMillis % width;
    if (window - width <= totals.newestWindow - retention) {
      return Verdict.TOO_OLD_TO_TELL;
    }
    if (seen(id, timeMillis, window)
        || seen(id, timeMillis, window - width)
        || seen(id, timeMillis, window + width)) {
      return Verdict.DUPLICATE;
    }
    store.put(id, timeMillis, window);
    totals.newestWindow = Math.max(totals.newestWindow, window);
    return Verdict.FIRST;
  }

  private boolean seen(Bytes id, long timeMillis, long window) {
    if (window < 0 || window > totals.newestWindow) {
      return false;
    }
    Long seen = store.fetch(id, window);
    return seen != null && Math.abs(seen - timeMillis) <= width;
  }
}
