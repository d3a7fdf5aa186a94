package io.eddy.model.smpnn.graph;

import java.util.Random;

/** Seeded graphs for tests, with isolated nodes, loops and repeated edges among them. */
public final class RandomGraphs {
  private RandomGraphs() {}

  public static EdgeList edges(int nodes, int edges, long seed) {
    Random random = new Random(seed);
    EdgeList list = new EdgeList(1);
    for (int i = 0; i < edges; i++) {
      // The last tenth of the nodes stays alone.
      int source = random.nextInt(nodes - nodes / 10);
      int target = random.nextInt(4) == 0 ? 0 : random.nextInt(nodes - nodes / 10);
      list.add(source, target, 0.25f + random.nextInt(8) / 4f);
    }
    return list;
  }

  public static float[] features(int count, long seed) {
    Random random = new Random(seed);
    float[] features = new float[count];
    for (int i = 0; i < count; i++) {
      features[i] = (float) random.nextGaussian();
    }
    return features;
  }

  /** The adjacency as a dense matrix, added up from the list. */
  public static double[][] dense(int nodes, EdgeList edges, boolean bothWays) {
    double[][] dense = new double[nodes][nodes];
    for (int i = 0; i < edges.size(); i++) {
      dense[edges.target(i)][edges.source(i)] += edges.weight(i);
      if (bothWays && edges.source(i) != edges.target(i)) {
        dense[edges.source(i)][edges.target(i)] += edges.weight(i);
      }
    }
    return dense;
  }
}
