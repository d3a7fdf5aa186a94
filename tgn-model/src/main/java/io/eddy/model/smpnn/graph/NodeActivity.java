package io.eddy.model.smpnn.graph;

import java.util.Arrays;

/**
 * When the nodes of a graph were active within its window: for each node the number of its events,
 * and the event times of the oldest and the newest. Nodes are numbered from 0; it grows with the
 * largest number. One thread at a time.
 */
public final class NodeActivity {
  private static final int FIRST_CAPACITY = 64;

  private long[] events = new long[FIRST_CAPACITY];
  private long[] oldest = new long[FIRST_CAPACITY];
  private long[] newest = new long[FIRST_CAPACITY];

  /**
   * Adds events of a node; both ends of an edge have it, an edge of a node to itself is one event.
   *
   * @param count of the events, 1 or more
   * @param oldestMicros event time of the first of them, microseconds
   * @param newestMicros event time of the last of them
   */
  public void add(int node, long count, long oldestMicros, long newestMicros) {
    if (node >= events.length) {
      int capacity = Math.max(node + 1, (int) Math.min(Integer.MAX_VALUE - 8, 2L * events.length));
      events = Arrays.copyOf(events, capacity);
      oldest = Arrays.copyOf(oldest, capacity);
      newest = Arrays.copyOf(newest, capacity);
    }
    boolean first = events[node] == 0;
    oldest[node] = first ? oldestMicros : Math.min(oldest[node], oldestMicros);
    newest[node] = first ? newestMicros : Math.max(newest[node], newestMicros);
    events[node] += count;
  }

  /** How many events a node has; 0 for one that was never added. */
  public long events(int node) {
    return node < events.length ? events[node] : 0;
  }

  /** Event time of a node's first event in microseconds; 0 where there is none. */
  public long oldestMicros(int node) {
    return node < oldest.length ? oldest[node] : 0;
  }

  /** Event time of a node's last event in microseconds; 0 where there is none. */
  public long newestMicros(int node) {
    return node < newest.length ? newest[node] : 0;
  }

  /**
   * The same under other numbers.
   *
   * @param numbers the new number of each node
   */
  public NodeActivity renumbered(int[] numbers) {
    NodeActivity other = new NodeActivity();
    for (int node = 0; node < numbers.length; node++) {
      if (events(node) > 0) {
        other.add(numbers[node], events[node], oldest[node], newest[node]);
      }
    }
    return other;
  }
}
