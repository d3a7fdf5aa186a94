package io.eddy.ingest.internal.topology;

import io.eddy.ingest.IngestOptions;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which event ids were seen, see {@link DedupeWindow}. */
final class SeenIds {
  /** What is known of an event. */
  enum Verdict {
    FIRST,
    DUPLICATE,
    /** Too far behind the newest event to tell, and not remembered either. */
    TOO_OLD_TO_TELL
  }

  private static final Logger LOG = LoggerFactory.getLogger(SeenIds.class);

  private final WindowStore<Bytes, Long> store;
  private final TaskTotals totals;
  private final long width;
  private final long retention;

  SeenIds(WindowStore<Bytes, Long> store, DedupeWindow window, TaskTotals totals) {
    this.store = store;
    this.totals = totals;
    this.width = window.width().toMillis();
    this.retention = window.retention().toMillis();
    if (totals.windowWidth != width) {
      realign();
    }
  }

  /**
   * Windows of another width begin elsewhere. Of this width's ids the store knows those of the time
   * when it was last in force, if any; the newest window becomes that which holds the end of the
   * newest one of the former width, so that nothing older than the store keeps is looked up.
   */
  private void realign() {
    if (totals.newestWindow >= 0) {
      LOG.warn(
          "{} was {} ms and is {} ms: ids seen before are not known, and events repeated from then"
              + " count as new.",
          IngestOptions.DEDUPE_WINDOW.key(),
          totals.windowWidth,
          width);
      long newest = totals.newestWindow + totals.windowWidth - 1;
      totals.newestWindow = newest - newest % width;
    }
    totals.windowWidth = width;
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
