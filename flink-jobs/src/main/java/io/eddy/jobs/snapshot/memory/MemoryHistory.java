package io.eddy.jobs.snapshot.memory;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What nodes' memories were at moments of event time. A node's memory counts from its event time on
 * until the next one; what came later than a moment must not be seen there. Moments are asked for
 * by several who each wait for their turn to begin anew, so one may come after as many later ones
 * as there are others. One thread at a time.
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

  private final int askers;
  private final Deque<Long> lastMoments = new ArrayDeque<>();
  private final Map<String, Version> newest = new HashMap<>();
  private long horizonMicros = Long.MIN_VALUE;

  /**
   * Of no node.
   *
   * @param askers who ask for moments at the same time
   */
  MemoryHistory(int askers) {
    this.askers = askers;
  }

  /**
   * Says that a moment will be asked for now; with the last ones it tells what never will again.
   */
  void moment(long micros) {
    lastMoments.addLast(micros);
    if (lastMoments.size() > askers) {
      lastMoments.removeFirst();
    }
    if (lastMoments.size() == askers) {
      horizonMicros = Collections.min(lastMoments);
    }
  }

  /** Takes in a memory; a node's come in the order of their times. */
  void put(String node, long timeMicros, float[] vector) {
    Version added = new Version(timeMicros, vector, newest.get(node));
    newest.put(node, added);
    forgetOlder(added);
  }

  /** What is older than what the horizon sees is asked for by nobody any more. */
  private void forgetOlder(Version from) {
    Version seen = seen(from, horizonMicros);
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
    Version from = newest.get(node);
    if (from != null) {
      forgetOlder(from);
    }
    Version version = seen(from, micros);
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
