package io.eddy.jobs.snapshot.memory;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What nodes' memories were at moments of event time. A node's memory counts from its event time on
 * until the next one; what came later than a moment must not be seen there. Moments may be asked
 * for out of order, but not further back than the slack behind the latest. One thread at a time.
 */
final class MemoryHistory {
  /** A memory and the one before it. */
  private static final class Version {
    private final long timeMicros;
    private final float[] vector;
    private @Nullable Version older;

    Version(long timeMicros, float[] vector, @Nullable Version older) {
      this.timeMicros = timeMicros;
      this.vector = vector;
      this.older = older;
    }
  }

  private final long slackMicros;
  private final Map<String, Version> newest = new HashMap<>();
  private long horizonMicros = Long.MIN_VALUE;

  /**
   * Of no node.
   *
   * @param slackMicros how far behind the latest moment one may be
   */
  MemoryHistory(long slackMicros) {
    this.slackMicros = slackMicros;
  }

  /** Says that moments from this one on will be asked for, less the slack. */
  void moment(long micros) {
    horizonMicros = Math.max(horizonMicros, micros - slackMicros);
  }

  /** Takes in a memory; a node's come in the order of their times. */
  void put(String node, long timeMicros, float[] vector) {
    Version added = new Version(timeMicros, vector, newest.get(node));
    newest.put(node, added);
    Version seen = seen(added, horizonMicros);
    if (seen != null) {
      seen.older = null;
    }
  }

  /** Forgets a node. */
  void remove(String node) {
    newest.remove(node);
  }

  /** Forgets all nodes. */
  void clear() {
    newest.clear();
  }

  /** A node's memory at a moment; null if it had none. */
  float @Nullable [] at(String node, long micros) {
    Version version = seen(newest.get(node), micros);
    return version == null ? null : version.vector;
  }

  /** Memories that are kept, over all nodes. */
  int size() {
    int size = 0;
    for (Version first : newest.values()) {
      for (Version version = first; version != null; version = version.older) {
        size++;
      }
    }
    return size;
  }

  private static @Nullable Version seen(@Nullable Version from, long micros) {
    Version version = from;
    while (version != null && version.timeMicros > micros) {
      version = version.older;
    }
    return version;
  }
}
