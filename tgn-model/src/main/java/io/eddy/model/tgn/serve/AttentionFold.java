package io.eddy.model.tgn.serve;

import io.eddy.model.dense.DenseRows;
import java.util.Arrays;

/** The folded maps of {@link AttentionEmbedding}. A = D + T, C = D + F + T, hw = A/H. */
final class AttentionFold {
  private final DenseRows absorbed;
  private final DenseRows heard;
  private final DenseRows own;

  AttentionFold(Weights weights, int memory, int heads, double[] zeroCode) {
    double[][] query = weights.matrix("layer1.query.weight");
    double[][] key = weights.matrix("layer1.key");
    double[][] value = weights.matrix("layer1.value");
    double[][] hidden = weights.matrix("layer1.hidden.weight");
    int width = query.length;
    int headWidth = width / heads;
    int attended = key[0].length;
    double[] queryBias =
        Weights.image(
            Weights.columns(query, memory, width), zeroCode, weights.vector("layer1.query.bias"));
    // [W₁]_a · W_o: from what the heads heard to the merge's hidden layer.
    double[][] output =
        Weights.product(Weights.columns(hidden, 0, width), weights.matrix("layer1.output.weight"));

    double[][] toQuery = new double[heads * attended][];
    double[] toQueryBias = new double[heads * attended];
    double[][] fromHeard = new double[hidden.length][heads * attended];
    for (int head = 0; head < heads; head++) {
      int from = head * headWidth;
      int to = from + headWidth;
      double[][] keys = Weights.transposed(Arrays.copyOfRange(key, from, to)); // C × hw
      double scale = 1 / Math.sqrt(headWidth);
      double[][] map =
          Weights.product(keys, Weights.columns(Arrays.copyOfRange(query, from, to), 0, memory));
      double[] bias =
          Weights.image(keys, Arrays.copyOfRange(queryBias, from, to), new double[attended]);
      double[][] values =
          Weights.product(Weights.columns(output, from, to), Arrays.copyOfRange(value, from, to));
      for (int i = 0; i < attended; i++) {
        for (int j = 0; j < memory; j++) {
          map[i][j] *= scale;
        }
        toQuery[head * attended + i] = map[i];
        toQueryBias[head * attended + i] = bias[i] * scale;
      }
      for (int i = 0; i < hidden.length; i++) {
        System.arraycopy(values[i], 0, fromHeard[i], head * attended, attended);
      }
    }
    double[] heardBias =
        Weights.image(
            Weights.columns(hidden, 0, width),
            weights.vector("layer1.output.bias"),
            new double[hidden.length]);
    this.absorbed = DenseRows.of(toQuery, toQueryBias);
    this.heard =
        DenseRows.of(
            fromHeard, Weights.image(output, weights.vector("layer1.valueBias"), heardBias));
    this.own =
        DenseRows.of(
            Weights.columns(hidden, width, width + memory), weights.vector("layer1.hidden.bias"));
  }

  /** The absorbed queries of all heads, from a memory: D → H·C. */
  DenseRows absorbed() {
    return absorbed;
  }

  /** From the weighted sums of all heads to the merge's hidden layer: H·C → E. */
  DenseRows heard() {
    return heard;
  }

  /** From a memory to the merge's hidden layer: D → E. */
  DenseRows own() {
    return own;
  }
}
