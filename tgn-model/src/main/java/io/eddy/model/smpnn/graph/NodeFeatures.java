package io.eddy.model.smpnn.graph;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/**
 * Features of nodes that come with none, computed from the graph and the nodes' names alone, so
 * that a network trained on one window can be asked about another with other nodes.
 *
 * <p>The first {@value #STRUCTURE} columns are ln(1 + neighbours), ln(1 + degree), and the mean and
 * the largest ln(1 + neighbours) among the neighbours. The others are a sketch: ±1/√columns,
 * decided by a hash of the node's name. Sketches of different nodes are nearly orthogonal, so the
 * sum over a neighbourhood tells neighbourhoods apart (random projection of the adjacency, as in
 * FastRP, Chen et al. 2019).
 */
public final class NodeFeatures {
  /** Columns that tell a node's place in the graph. */
  public static final int STRUCTURE = 4;

  /** What a bundle's manifest calls these features. */
  public static final String NAME = "structure+sketch";

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private NodeFeatures() {}

  /**
   * The features of all nodes, row by row.
   *
   * @param names of the nodes by number; the same name gives the same sketch for ever
   * @param columns of a row, {@value #STRUCTURE} or more
   * @throws IllegalArgumentException if there are fewer columns
   */
  public static float[] of(CsrGraph graph, IntFunction<String> names, int columns) {
    if (columns < STRUCTURE) {
      throw new IllegalArgumentException(
          "%d columns of features; expected %d or more".formatted(columns, STRUCTURE));
    }
    float[] features = new float[NodeFeatures.values(graph.nodes(), columns)];
    for (int node = 0; node < graph.nodes(); node++) {
      structure(graph, node, features, node * columns);
      sketch(names.apply(node), features, node * columns + STRUCTURE, columns - STRUCTURE);
    }
    return features;
  }

  /**
   * How many values the rows of all nodes have.
   *
   * @throws IllegalArgumentException if one array cannot hold them
   */
  static int values(int nodes, int columns) {
    long values = (long) nodes * columns;
    if (values > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%,d nodes with %d features are more than one array holds; make the window shorter, or train with a smaller --sketch"
              .formatted(nodes, columns));
    }
    return (int) values;
  }

  private static void structure(CsrGraph graph, int node, float[] features, int at) {
    double sum = 0;
    double most = 0;
    int neighbours = graph.rowEnd(node) - graph.rowStart(node);
    for (int entry = graph.rowStart(node); entry < graph.rowEnd(node); entry++) {
      int other = graph.column(entry);
      double theirs = Math.log1p(graph.rowEnd(other) - graph.rowStart(other));
      sum += theirs;
      most = Math.max(most, theirs);
    }
    features[at] = (float) Math.log1p(neighbours);
    features[at + 1] = (float) Math.log1p(graph.degree(node));
    features[at + 2] = (float) (sum / Math.max(1, neighbours));
    features[at + 3] = (float) most;
  }

  private static void sketch(String name, float[] features, int at, int columns) {
    float unit = (float) (1 / Math.sqrt(Math.max(1, columns)));
    long state = 0;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      state = mixed(state + GOLDEN + (b & 0xff));
    }
    long bits = 0;
    for (int c = 0; c < columns; c++) {
      if (c % Long.SIZE == 0) {
        state += GOLDEN;
        bits = mixed(state);
      }
      features[at + c] = (bits >>> (c % Long.SIZE) & 1) == 0 ? unit : -unit;
    }
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mixed(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
