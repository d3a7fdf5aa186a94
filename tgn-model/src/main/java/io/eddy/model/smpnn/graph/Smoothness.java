package io.eddy.model.smpnn.graph;

/**
 * How alike the rows of a graph's nodes have become: the diagnosis of over-smoothing.
 *
 * @param dirichletEnergy Σ a_ij ‖x_i/√(1+d_i) − x_j/√(1+d_j)‖² over undirected edges, divided by Σ
 *     ‖x_i‖², so that the scale of the rows does not count (Cai and Wang 2020); from 0, all rows
 *     alike up to their degrees, to 2
 * @param meanCosine mean of the cosine of the angle between the rows of two nodes, over all pairs;
 *     1 where all rows point one way
 */
public record Smoothness(double dirichletEnergy, double meanCosine) {

  /**
   * Measures; O(entries·H) time.
   *
   * @param graph undirected
   * @param rows of its nodes, and perhaps more behind them
   */
  public static Smoothness of(CsrGraph graph, float[][] rows) {
    int nodes = graph.nodes();
    double energy = 0;
    double squares = 0;
    double[] directions = new double[nodes == 0 ? 0 : rows[0].length];
    int pointing = 0;
    for (int node = 0; node < nodes; node++) {
      double length = dot(rows[node], rows[node]);
      squares += length;
      if (length > 0) {
        pointing++;
        for (int c = 0; c < directions.length; c++) {
          directions[c] += rows[node][c] / Math.sqrt(length);
        }
      }
      for (int entry = graph.rowStart(node); entry < graph.rowEnd(node); entry++) {
        int other = graph.column(entry);
        double mine = 1 / Math.sqrt(1.0 + graph.degree(node));
        double theirs = 1 / Math.sqrt(1.0 + graph.degree(other));
        double distance = 0;
        for (int c = 0; c < directions.length; c++) {
          double difference = rows[node][c] * mine - rows[other][c] * theirs;
          distance += difference * difference;
        }
        // Every undirected edge has two entries.
        energy += graph.weight(entry) * distance / 2;
      }
    }
    double sum = 0;
    for (double direction : directions) {
      sum += direction * direction;
    }
    return new Smoothness(
        squares == 0 ? 0 : energy / squares,
        pointing < 2 ? 1 : (sum - pointing) / (pointing * (pointing - 1.0)));
  }

  private static double dot(float[] x, float[] y) {
    double sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += (double) x[c] * y[c];
    }
    return sum;
  }
}
