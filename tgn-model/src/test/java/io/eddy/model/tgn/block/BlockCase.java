package io.eddy.model.tgn.block;

import ai.djl.nn.Block;
import io.eddy.model.tensor.Dense;
import io.eddy.model.tensor.SeededWeights;
import io.eddy.model.tgn.block.PlainBlocks.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A block beside its plain form, with inputs to try both on.
 *
 * @param inputs draws the inputs
 * @param differentiable how many of the inputs, from the first on, are numbers with a gradient
 * @param plain the same function of parameters and inputs in double precision
 */
record BlockCase(
    String name,
    Function<SeededWeights, Block> block,
    Function<Random, List<Input>> inputs,
    int differentiable,
    Plain plain) {

  /** One input, row-major. */
  record Input(double[] values, long... shape) {
    /** A row of the first axis. */
    static double[] row(double[] values, int row, int width) {
      return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
  }

  /** The plain form: parameters and inputs to all outputs, row-major. */
  interface Plain {
    double[] apply(Weights weights, double[][] inputs);
  }

  private static final int B = 5;
  private static final int K = 3;
  private static final int D = 6;
  private static final int T = 4;
  private static final int F = 3;
  private static final int E = 7;
  private static final int M = 9;
  private static final int HEADS = 2;

  static List<BlockCase> all() {
    return List.of(
        new BlockCase(
            "dense",
            weights -> Dense.uniform(D, E, weights),
            random -> List.of(normal(random, B, D)),
            1,
            (w, in) -> rows(row -> PlainBlocks.dense(w, "", Input.row(in[0], row, D)))),
        new BlockCase(
            "time encoding",
            weights -> new TimeEncoding(T),
            random -> List.of(uniform(random, 20, B, 1)),
            1,
            (w, in) -> rows(row -> PlainBlocks.time(w, in[0][row]))),
        new BlockCase(
            "MLP message",
            weights -> new MlpMessage(D, M, weights),
            random -> List.of(normal(random, B, D)),
            1,
            (w, in) ->
                rows(
                    row ->
                        PlainBlocks.dense(
                            w,
                            "output",
                            PlainBlocks.relu(
                                PlainBlocks.dense(w, "hidden", Input.row(in[0], row, D)))))),
        new BlockCase(
            "GRU",
            weights -> new GruUpdater(M, D, weights),
            random -> List.of(normal(random, B, M), normal(random, B, D)),
            2,
            (w, in) ->
                rows(r -> PlainBlocks.gru(w, Input.row(in[0], r, M), Input.row(in[1], r, D)))),
        new BlockCase(
            "RNN",
            weights -> new RnnUpdater(M, D, weights),
            random -> List.of(normal(random, B, M), normal(random, B, D)),
            2,
            (w, in) ->
                rows(r -> PlainBlocks.rnn(w, Input.row(in[0], r, M), Input.row(in[1], r, D)))),
        new BlockCase(
            "time projection",
            weights -> new TimeProjection(D, weights),
            random -> List.of(normal(random, B, D), normal(random, B)),
            2,
            (w, in) -> rows(r -> PlainBlocks.projection(w, Input.row(in[0], r, D), in[1][r]))),
        new BlockCase(
            "graph sum",
            weights -> new GraphSum(D, T, F, E, weights),
            BlockCase::neighbourhood,
            5,
            (w, in) ->
                rows(
                    r ->
                        PlainBlocks.sum(
                            w,
                            Input.row(in[0], r, D),
                            block(in[1], r, D),
                            block(in[2], r, F),
                            block(in[3], r, T),
                            Input.row(in[4], r, T)))),
        new BlockCase(
            "graph attention",
            weights -> new GraphAttention(D, T, F, E, HEADS, weights),
            BlockCase::neighbourhood,
            5,
            (w, in) ->
                rows(
                    r ->
                        PlainBlocks.attention(
                            w,
                            HEADS,
                            Input.row(in[0], r, D),
                            block(in[1], r, D),
                            block(in[2], r, F),
                            block(in[3], r, T),
                            Input.row(in[4], r, T),
                            (int)
                                Arrays.stream(Input.row(in[5], r, K))
                                    .filter(v -> v == 0)
                                    .count()))),
        new BlockCase(
            "link decoder",
            weights -> new LinkDecoder(E, weights),
            random -> List.of(normal(random, B, E), normal(random, B, E)),
            2,
            (w, in) ->
                rows(
                    r -> {
                      double[] pair =
                          PlainBlocks.concat(Input.row(in[0], r, E), Input.row(in[1], r, E));
                      return PlainBlocks.dense(
                          w, "output", PlainBlocks.relu(PlainBlocks.dense(w, "hidden", pair)));
                    })),
        new BlockCase(
            "class decoder of nodes",
            weights -> ClassDecoder.ofNodes(E, 4, weights),
            random -> List.of(normal(random, B, E)),
            1,
            (w, in) -> rows(r -> classes(w, Input.row(in[0], r, E)))),
        new BlockCase(
            "class decoder of edges",
            weights -> ClassDecoder.ofEdges(E, F, 1, weights),
            random -> List.of(normal(random, B, E), normal(random, B, E), normal(random, B, F)),
            3,
            (w, in) ->
                rows(
                    r ->
                        classes(
                            w,
                            PlainBlocks.concat(
                                Input.row(in[0], r, E),
                                Input.row(in[1], r, E),
                                Input.row(in[2], r, F))))));
  }

  private static double[] classes(Weights weights, double[] z) {
    double[] first = PlainBlocks.relu(PlainBlocks.dense(weights, "first", z));
    double[] second = PlainBlocks.relu(PlainBlocks.dense(weights, "second", first));
    return PlainBlocks.dense(weights, "output", second);
  }

  /** Rows with 0 to K neighbours; one row has none and one has all. */
  private static List<Input> neighbourhood(Random random) {
    double[] absent = new double[B * K];
    double[] any = new double[B];
    for (int row = 0; row < B; row++) {
      int present = row == 0 ? 0 : row == 1 ? K : random.nextInt(K + 1);
      Arrays.fill(absent, row * K + present, (row + 1) * K, -1e9);
      any[row] = present > 0 ? 1 : 0;
    }
    return List.of(
        normal(random, B, D),
        normal(random, B, K, D),
        normal(random, B, K, F),
        normal(random, B, K, T),
        normal(random, B, T),
        new Input(absent, B, K),
        new Input(any, B, 1));
  }

  private static double[][] block(double[] values, int row, int width) {
    double[][] block = new double[K][];
    for (int k = 0; k < K; k++) {
      block[k] = Input.row(values, row * K + k, width);
    }
    return block;
  }

  private static double[] rows(java.util.function.IntFunction<double[]> row) {
    double[][] all = new double[B][];
    Arrays.setAll(all, row);
    return PlainBlocks.concat(all);
  }

  private static Input normal(Random random, long... shape) {
    return drawn(random::nextGaussian, shape);
  }

  private static Input uniform(Random random, double most, long... shape) {
    return drawn(() -> random.nextDouble() * most, shape);
  }

  /** Values that a float holds, so that both sides see the same. */
  private static Input drawn(java.util.function.DoubleSupplier draw, long... shape) {
    double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    Arrays.setAll(values, i -> (float) draw.getAsDouble());
    return new Input(values, shape);
  }

  @Override
  public String toString() {
    return name;
  }
}
