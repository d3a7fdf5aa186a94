package io.eddy.jobs.examples.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * An undirected graph without loops or double edges; nodes are 0..n−1.
 *
 * @param neighbours of each node
 */
public record RandomGraph(List<List<Integer>> neighbours) {

  /** Each pair is an edge with probability p. */
  public static RandomGraph gnp(int nodes, double p, Random random) {
    RandomGraph graph = empty(nodes);
    for (int u = 0; u < nodes; u++) {
      for (int v = u + 1; v < nodes; v++) {
        if (random.nextDouble() < p) {
          graph.connect(u, v);
        }
      }
    }
    return graph;
  }

  /** A tree: each node but the first hangs on an earlier one, in a shuffled numbering. */
  public static RandomGraph tree(int nodes, Random random) {
    RandomGraph graph = empty(nodes);
    List<Integer> order = new ArrayList<>();
    for (int v = 0; v < nodes; v++) {
      order.add(v);
    }
    Collections.shuffle(order, random);
    for (int v = 1; v < nodes; v++) {
      graph.connect(order.get(v), order.get(random.nextInt(v)));
    }
    return graph;
  }

  public int nodes() {
    return neighbours.size();
  }

  public static String name(int node) {
    return "n" + node;
  }

  public List<String> neighbourNames(int node) {
    return neighbours.get(node).stream().map(RandomGraph::name).toList();
  }

  private static RandomGraph empty(int nodes) {
    List<List<Integer>> neighbours = new ArrayList<>();
    for (int v = 0; v < nodes; v++) {
      neighbours.add(new ArrayList<>());
    }
    return new RandomGraph(neighbours);
  }

  private void connect(int u, int v) {
    neighbours.get(u).add(v);
    neighbours.get(v).add(u);
  }
}
