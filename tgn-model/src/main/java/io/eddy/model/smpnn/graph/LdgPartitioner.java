package io.eddy.model.smpnn.graph;

import java.util.Arrays;

/**
 * Linear deterministic greedy partitioning of a graph that streams by, node by node (Stanton and
 * Kliot, KDD 2012): a node joins the cluster P with the most weight of edges into it, times 1 −
 * |P|/C, C the room of a cluster. Further passes over the stream let every node choose again
 * (Nishimura and Ugander, KDD 2013). Time in proportion to nodes plus entries a pass; memory beside
 * the graph one number a node and two a cluster.
 */
public final class LdgPartitioner {
  private static final int NONE = -1;

  private final int clusters;
  private final double slack;
  private final int passes;

  /**
   * A partitioner.
   *
   * @param clusters 1 or more
   * @param slack share by which a cluster may exceed the mean size, 0 or more
   * @param passes over the nodes, 1 or more
   * @throws IllegalArgumentException if one is out of its range
   */
  public LdgPartitioner(int clusters, double slack, int passes) {
    if (clusters < 1 || !(slack >= 0) || passes < 1) {
      throw new IllegalArgumentException(
          "clusters = %d, slack = %s, passes = %d; expected 1 or more, 0 or more, 1 or more"
              .formatted(clusters, slack, passes));
    }
    this.clusters = clusters;
    this.slack = slack;
    this.passes = passes;
  }

  /** The cluster of every node, 0 to {@code clusters}, exclusive. */
  public int[] partition(CsrGraph graph) {
    int[] clusterOf = new int[graph.nodes()];
    Arrays.fill(clusterOf, NONE);
    int[] sizes = new int[clusters];
    int room = (int) Math.max(1, Math.ceil((1 + slack) * graph.nodes() / clusters));
    float[] into = new float[clusters];
    int lightest = 0;
    for (int pass = 0; pass < passes; pass++) {
      for (int node = 0; node < graph.nodes(); node++) {
        if (clusterOf[node] != NONE) {
          sizes[clusterOf[node]]--;
          lightest = sizes[clusterOf[node]] < sizes[lightest] ? clusterOf[node] : lightest;
        }
        clusterOf[node] = best(graph, node, clusterOf, sizes, room, into, lightest);
        sizes[clusterOf[node]]++;
        lightest = clusterOf[node] == lightest ? lightest(sizes) : lightest;
      }
    }
    return clusterOf;
  }

  /** Only clusters with neighbours in them and the lightest can be best. */
  private static int best(
      CsrGraph graph,
      int node,
      int[] clusterOf,
      int[] sizes,
      int room,
      float[] into,
      int lightest) {
    for (int entry = graph.rowStart(node); entry < graph.rowEnd(node); entry++) {
      int cluster = clusterOf[graph.column(entry)];
      if (cluster != NONE && graph.column(entry) != node) {
        into[cluster] += graph.weight(entry);
      }
    }
    int best = lightest;
    double most = into[lightest] * (1 - (double) sizes[lightest] / room);
    for (int entry = graph.rowStart(node); entry < graph.rowEnd(node); entry++) {
      int cluster = clusterOf[graph.column(entry)];
      if (cluster != NONE && sizes[cluster] < room) {
        double value = into[cluster] * (1 - (double) sizes[cluster] / room);
        if (value > most) {
          most = value;
          best = cluster;
        }
      }
    }
    for (int entry = graph.rowStart(node); entry < graph.rowEnd(node); entry++) {
      int cluster = clusterOf[graph.column(entry)];
      if (cluster != NONE) {
        into[cluster] = 0;
      }
    }
    return best;
  }

  private static int lightest(int[] sizes) {
    int lightest = 0;
    for (int cluster = 1; cluster < sizes.length; cluster++) {
      lightest = sizes[cluster] < sizes[lightest] ? cluster : lightest;
    }
    return lightest;
  }
}
