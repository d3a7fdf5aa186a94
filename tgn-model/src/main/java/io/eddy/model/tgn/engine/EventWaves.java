package io.eddy.model.tgn.engine;

import java.util.Arrays;

/**
 * Cuts a stretch of a stream into waves: an event's wave is one more than the last wave of either
 * of its ends, so the events of a wave touch different nodes and every node's events keep their
 * order. Taken in wave by wave, the stretch leaves the memories that it leaves one event at a time.
 * Not thread-safe.
 */
final class EventWaves {
  private int[] stamps = new int[1024];
  private int[] last = new int[1024];
  private int stamp;

  /**
   * The events of a stretch by wave, and in their order within a wave.
   *
   * @param from first event, inclusive
   * @param to last event, exclusive
   */
  int[][] of(EdgeColumns events, int from, int to) {
    stamp++;
    int[] waves = new int[to - from];
    int count = 0;
    for (int i = from; i < to; i++) {
      int src = events.src()[i];
      int dst = events.dst()[i];
      int wave = Math.max(last(src), last(dst));
      waves[i - from] = wave;
      last[src] = wave + 1;
      last[dst] = wave + 1;
      count = Math.max(count, wave + 1);
    }
    int[] sizes = new int[count];
    for (int wave : waves) {
      sizes[wave]++;
    }
    int[][] members = new int[count][];
    Arrays.setAll(members, wave -> new int[sizes[wave]]);
    int[] next = new int[count];
    for (int i = from; i < to; i++) {
      int wave = waves[i - from];
      members[wave][next[wave]++] = i;
    }
    return members;
  }

  private int last(int node) {
    if (node >= stamps.length) {
      int larger = Math.max(node + 1, 2 * stamps.length);
      stamps = Arrays.copyOf(stamps, larger);
      last = Arrays.copyOf(last, larger);
    }
    if (stamps[node] != stamp) {
      stamps[node] = stamp;
      last[node] = 0;
    }
    return last[node];
  }
}
