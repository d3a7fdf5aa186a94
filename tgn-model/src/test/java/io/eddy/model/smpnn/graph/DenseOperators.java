package io.eddy.model.smpnn.graph;

/** The reference operators, written down from their definitions in double precision. */
public final class DenseOperators {
  private DenseOperators() {}

  public static double[][] of(double[][] adjacency, Aggregation aggregation) {
    int nodes = adjacency.length;
    double[][] r = new double[nodes][nodes];
    double[] degrees = new double[nodes];
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        r[i][j] = adjacency[i][j] + (aggregation == Aggregation.SYMMETRIC && i == j ? 1 : 0);
        degrees[i] += r[i][j];
      }
    }
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        if (aggregation == Aggregation.SYMMETRIC) {
          r[i][j] /= Math.sqrt(degrees[i]) * Math.sqrt(degrees[j]);
        } else if (aggregation == Aggregation.MEAN && degrees[i] > 0) {
          r[i][j] /= degrees[i];
        }
      }
    }
    return r;
  }

  /** R·X, or for the maximum what takes its place. */
  public static double[][] aggregate(double[][] adjacency, Aggregation aggregation, double[][] x) {
    int nodes = x.length;
    int width = x[0].length;
    double[][] y = new double[nodes][width];
    double[][] r = of(adjacency, aggregation);
    for (int i = 0; i < nodes; i++) {
      boolean first = true;
      for (int j = 0; j < nodes; j++) {
        for (int c = 0; c < width && r[i][j] != 0; c++) {
          if (aggregation == Aggregation.MAX) {
            y[i][c] = first ? x[j][c] : Math.max(y[i][c], x[j][c]);
          } else {
            y[i][c] += r[i][j] * x[j][c];
          }
        }
        first &= r[i][j] == 0;
      }
    }
    return y;
  }
}
