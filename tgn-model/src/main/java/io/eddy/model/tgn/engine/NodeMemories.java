package io.eddy.model.tgn.engine;

import io.eddy.memory.node.Precision;
import java.util.Arrays;

/**
 * The memory of every node, D numbers and the time of the last message that went in, in plain
 * arrays that grow; in half precision they are rounded as a job rounds what it keeps. A node that
 * was never updated has zeros and the time of origin. A time never falls. Not thread-safe.
 */
public final class NodeMemories {
  private static final int INITIAL_NODES = 1024;

  private final int dimension;
  private final long originMicros;
  private final Precision precision;
  private float[] values;
  private long[] updatedMicros;

  /** Memories of D numbers. */
  NodeMemories(int dimension, long originMicros, Precision precision) {
    this.dimension = dimension;
    this.originMicros = originMicros;
    this.precision = precision;
    this.values = new float[INITIAL_NODES * dimension];
    this.updatedMicros = new long[INITIAL_NODES];
    Arrays.fill(updatedMicros, originMicros);
  }

  /** Copies a node's memory out. */
  public void copyOut(int node, float[] target, int offset) {
    if (node < updatedMicros.length) {
      System.arraycopy(values, node * dimension, target, offset, dimension);
    } else {
      Arrays.fill(target, offset, offset + dimension, 0);
    }
  }

  /** A node's memory as an array of its own. */
  public float[] memory(int node) {
    float[] memory = new float[dimension];
    copyOut(node, memory, 0);
    return memory;
  }

  /** Event time of the last message that went into a node's memory. */
  public long updatedMicros(int node) {
    return node < updatedMicros.length ? updatedMicros[node] : originMicros;
  }

  /** Seconds from the last update of a node to a time; 0 if that lies before. */
  public float sinceUpdate(int node, long timeMicros) {
    return seconds(Math.max(0, timeMicros - updatedMicros(node)));
  }

  /** Replaces a node's memory. */
  public void put(int node, float[] source, int offset, long timeMicros) {
    grow(node);
    precision.copyKept(source, offset, values, node * dimension, dimension);
    updatedMicros[node] = Math.max(updatedMicros[node], timeMicros);
  }

  /** Replaces a node's memory because of what it heard; the time stays that of its own events. */
  void adjust(int node, float[] source, int offset) {
    grow(node);
    precision.copyKept(source, offset, values, node * dimension, dimension);
  }

  /** Seconds of a span, rounded to a float. */
  static float seconds(long micros) {
    return (float) (micros / 1e6);
  }

  private void grow(int node) {
    int capacity = updatedMicros.length;
    if (node >= capacity) {
      int larger = Math.max(node + 1, 2 * capacity);
      values = Arrays.copyOf(values, Math.multiplyExact(larger, dimension));
      updatedMicros = Arrays.copyOf(updatedMicros, larger);
      Arrays.fill(updatedMicros, capacity, larger, originMicros);
    }
  }
}
