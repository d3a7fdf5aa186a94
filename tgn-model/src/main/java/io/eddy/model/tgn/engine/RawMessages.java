package io.eddy.model.tgn.engine;

import java.util.Arrays;

/**
 * The raw messages of one node that its memory has not taken in yet: the other end's memory at the
 * event, the edge's features, the time and the time since the node's own update. The node's own
 * memory at the event is the one it still has. Not thread-safe.
 */
final class RawMessages {
  private final int memoryCount;
  private final int featureCount;
  private final boolean newestOnly;
  private int count;
  private float[] others;
  private float[] features;
  private float[] elapsed;
  private long newestMicros;

  RawMessages(int memoryCount, int featureCount, boolean newestOnly) {
    this.memoryCount = memoryCount;
    this.featureCount = featureCount;
    this.newestOnly = newestOnly;
    this.others = new float[memoryCount];
    this.features = new float[featureCount];
    this.elapsed = new float[1];
  }

  /** Adds one, or replaces the one there is where only the newest counts. */
  void add(int other, NodeMemories current, float since, long time, float[] from, int offset) {
    int place = newestOnly ? 0 : count;
    if (place == elapsed.length) {
      elapsed = Arrays.copyOf(elapsed, 2 * place);
      others = Arrays.copyOf(others, 2 * place * memoryCount);
      features = Arrays.copyOf(features, 2 * place * featureCount);
    }
    current.copyOut(other, others, place * memoryCount);
    System.arraycopy(from, offset, features, place * featureCount, featureCount);
    elapsed[place] = since;
    newestMicros = time;
    count = place + 1;
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  long newestMicros() {
    return newestMicros;
  }

  float elapsed(int index) {
    return elapsed[index];
  }

  void copyOther(int index, float[] target, int offset) {
    System.arraycopy(others, index * memoryCount, target, offset, memoryCount);
  }

  void copyFeatures(int index, float[] target, int offset) {
    System.arraycopy(features, index * featureCount, target, offset, featureCount);
  }
}
