package io.eddy.model.tgn.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes of a training have heard of waves since their own last event. The memory of such a
 * node is {@code react(update(raw message, stored) + shift, last heard)}: only the last is computed
 * again with gradients, the ones before it are a constant shift. Beside that every node's memory as
 * it is now, as a number. Not thread-safe.
 */
final class WaveMemories implements WaveRun.Nodes {
  private static final int INITIAL_NODES = 1024;

  /**
   * What a node has heard.
   *
   * @param shift what came of all but the last, D numbers
   * @param before its memory before the last, D numbers
   * @param last the last
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  record Heard(float[] shift, float[] before, Speech last) {}

  private final int dimension;
  private @Nullable Heard[] heard = new Heard[INITIAL_NODES];
  private float[] @Nullable [] now = new float[INITIAL_NODES][];

  WaveMemories(int dimension) {
    this.dimension = dimension;
  }

  /** What a node has heard since its last event; null for nothing. */
  @Nullable Heard heard(int node) {
    return node < heard.length ? heard[node] : null;
  }

  /** An event of a node: its memory is this, and what it heard before is part of it. */
  void put(int node, float[] memory) {
    grow(node);
    now[node] = memory;
    heard[node] = null;
  }

  @Override
  public float[] memory(int node) {
    float[] memory = node < now.length ? now[node] : null;
    return memory == null ? new float[dimension] : memory;
  }

  @Override
  public void reacted(int node, Speech speech, float[] before, float[] after) {
    grow(node);
    Heard earlier = heard[node];
    float[] shift = new float[dimension];
    if (earlier != null) {
      for (int i = 0; i < dimension; i++) {
        shift[i] = earlier.shift()[i] + before[i] - earlier.before()[i];
      }
    }
    heard[node] = new Heard(shift, before, speech);
    now[node] = after;
  }

  private void grow(int node) {
    if (node >= heard.length) {
      int larger = Math.max(node + 1, 2 * heard.length);
      heard = Arrays.copyOf(heard, larger);
      now = Arrays.copyOf(now, larger);
    }
  }
}
