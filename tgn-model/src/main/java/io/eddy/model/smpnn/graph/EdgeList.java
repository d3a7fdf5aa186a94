package io.eddy.model.smpnn.graph;

import java.util.Arrays;

/** A growing list of weighted edges between numbered nodes. Not thread-safe. */
public final class EdgeList {
  private static final int FIRST_CAPACITY = 1024;

  /** The longest arrays that Java machines make. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private int[] sources;
  private int[] targets;
  private float[] weights;
  private int size;

  /** An empty list. */
  public EdgeList() {
    this(FIRST_CAPACITY);
  }

  /** An empty list with room for so many edges. */
  public EdgeList(int capacity) {
    this.sources = new int[capacity];
    this.targets = new int[capacity];
    this.weights = new float[capacity];
  }

  /** Adds an edge of weight 1. */
  public void add(int source, int target) {
    add(source, target, 1);
  }

  /**
   * Adds an edge.
   *
   * @param weight above 0 and finite: degrees are divided by
   * @throws IllegalArgumentException if a node is negative or the weight none
   */
  public void add(int source, int target, float weight) {
    if (source < 0 || target < 0) {
      throw new IllegalArgumentException(
          "edge %d → %d: nodes are numbered from 0".formatted(source, target));
    }
    if (!(weight > 0 && weight < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "edge %d → %d has the weight %s; expected a finite number above 0"
              .formatted(source, target, weight));
    }
    if (size == sources.length) {
      grow();
    }
    sources[size] = source;
    targets[size] = target;
    weights[size] = weight;
    size++;
  }

  /** Edges in the list. */
  public int size() {
    return size;
  }

  /** Who sends, of the edge at a position. */
  public int source(int edge) {
    return sources[edge];
  }

  /** Who receives. */
  public int target(int edge) {
    return targets[edge];
  }

  /** The weight, above 0. */
  public float weight(int edge) {
    return weights[edge];
  }

  private void grow() {
    if (size == MOST) {
      throw new IllegalStateException("an edge list holds at most %,d edges".formatted(MOST));
    }
    int capacity = (int) Math.min(MOST, Math.max(16L, size * 2L));
    sources = Arrays.copyOf(sources, capacity);
    targets = Arrays.copyOf(targets, capacity);
    weights = Arrays.copyOf(weights, capacity);
  }
}
