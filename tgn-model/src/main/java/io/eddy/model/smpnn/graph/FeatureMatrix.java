package io.eddy.model.smpnn.graph;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Features of all nodes of a graph, with the places of the values that are not 0 where these are
 * few. Immutable.
 */
public final class FeatureMatrix {
  /** Above this share of values that are not 0 a sparse product is no faster than a dense one. */
  private static final double SPARSE = 0.1;

  private final int rows;
  private final int columns;
  private final float[] values;
  private final int @Nullable [] places;

  /**
   * Features, row by row; taken over, not copied.
   *
   * @throws IllegalArgumentException if they are not whole rows
   */
  public FeatureMatrix(float[] values, int columns) {
    if (columns < 1 || values.length % columns != 0) {
      throw new IllegalArgumentException(
          "%,d values are not rows of %d features".formatted(values.length, columns));
    }
    this.rows = values.length / columns;
    this.columns = columns;
    this.values = values;
    this.places = places(values);
  }

  private static int @Nullable [] places(float[] values) {
    int[] places = new int[(int) (SPARSE * values.length)];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (values[i] != 0) {
        if (count == places.length) {
          return null;
        }
        places[count++] = i;
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** Nodes. */
  public int rows() {
    return rows;
  }

  /** Features of a node. */
  public int columns() {
    return columns;
  }

  /** The places in {@link #values} of those that are not 0, ascending; null if they are many. */
  public int @Nullable [] places() {
    return places;
  }

  /** All values, row by row; shared, not to be changed. */
  public float[] values() {
    return values;
  }

  /** The features of some nodes, in their order. */
  public FeatureMatrix of(int[] nodes) {
    if (nodes.length == rows && ascending(nodes)) {
      return this;
    }
    float[] part = new float[nodes.length * columns];
    for (int i = 0; i < nodes.length; i++) {
      System.arraycopy(values, nodes[i] * columns, part, i * columns, columns);
    }
    return new FeatureMatrix(part, columns);
  }

  private static boolean ascending(int[] nodes) {
    for (int i = 1; i < nodes.length; i++) {
      if (nodes[i] <= nodes[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /**
   * These features with the rows of some nodes 0.
   *
   * @param hidden one flag a node
   */
  public FeatureMatrix without(boolean[] hidden) {
    float[] rest = values.clone();
    for (int i = 0; i < rows; i++) {
      if (hidden[i]) {
        Arrays.fill(rest, i * columns, (i + 1) * columns, 0);
      }
    }
    return new FeatureMatrix(rest, columns);
  }
}
