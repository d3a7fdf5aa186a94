package io.eddy.model.smpnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.block.SmpnnBlock;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.tensor.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConsistencyTest {
  private static final int NODES = 120;
  private static final int CLASSES = 3;
  private static final int FEATURES = 9;
  private static final int LABELLED = 6;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void penaltyAndItsGradientAreThoseOfTheEquation(long seed) {
    Random random = new Random(seed);
    int passes = 1 + random.nextInt(4);
    int nodes = 1 + random.nextInt(9);
    int classes = 2 + random.nextInt(6);
    Consistency consistency =
        new Consistency(
            0.5 + random.nextDouble(), 0.05 + 0.95 * random.nextDouble(), passes, 1 + (int) seed);
    int epoch = 3;
    double[][][] logits = new double[passes][nodes][classes];
    for (double[][] pass : logits) {
      for (double[] row : pass) {
        for (int c = 0; c < classes; c++) {
          row[c] = (float) (2 * random.nextGaussian());
        }
      }
    }
    double[][] target = target(logits, consistency.temperature());
    double weight = consistency.weight() * Math.min(1, 3.0 / (1 + seed));
    try (NDManager manager = Tensors.newManager();
        GradientCollector collector = Tensors.engine().newGradientCollector()) {
      List<NDArray> arrays = new ArrayList<>();
      for (double[][] pass : logits) {
        arrays.add(manager.create(flat(pass), new Shape(nodes, classes)));
      }
      arrays.forEach(array -> array.setRequiresGradient(true));
      NDArray penalty =
          consistency.penalty(
              epoch, arrays.stream().map(array -> array.softmax(1)).toList(), manager);
      collector.backward(penalty);
      assertThat((double) penalty.getFloat())
          .isCloseTo(penalty(logits, target, weight), within(1e-5));
      int pass = random.nextInt(passes);
      float[] gradient = arrays.get(pass).getGradient().toFloatArray();
      for (int i = 0; i < gradient.length; i++) {
        // The target stays as it is: nothing flows through it.
        double[] row = logits[pass][i / classes];
        double before = row[i % classes];
        row[i % classes] = before + 1e-4;
        double above = penalty(logits, target, weight);
        row[i % classes] = before - 1e-4;
        double below = penalty(logits, target, weight);
        row[i % classes] = before;
        assertThat((double) gradient[i]).isCloseTo((above - below) / 2e-4, within(1e-5));
      }
    }
  }

  @Test
  void withoutWeightAStepIsOnePassAndCrossEntropyAlone() {
    try (CsrGraph graph = communities()) {
      NodeClasses weightless = objective(graph, new Consistency(0, 0.3, 4, 1));
      Fitted plain = fitted(new CrossEntropyAlone(objective(graph, Consistency.NONE)), 8);
      Fitted none = fitted(weightless, 8);
      assertThat(none.epochs()).isEqualTo(plain.epochs());
      assertThat(none.parameters()).usingRecursiveComparison().isEqualTo(plain.parameters());
      Fitted weighty = fitted(objective(graph, new Consistency(1, 0.3, 2, 1)), 8);
      assertThat(weighty.epochs()).isNotEqualTo(plain.epochs());
    }
  }

  @Test
  void nodesWithoutAClassAreDecidedMoreClearly() {
    try (CsrGraph graph = communities()) {
      double without = clarity(graph, fitted(objective(graph, Consistency.NONE), 60));
      double with = clarity(graph, fitted(objective(graph, new Consistency(1, 0.5, 2, 10)), 60));
      assertThat(with).isGreaterThan(without + 0.02);
    }
  }

  /** The mean probability of the likeliest class of the nodes whose class was not told. */
  private static double clarity(CsrGraph graph, Fitted fitted) {
    SmpnnParameters parameters = new SmpnnParameters(settings(), fitted.parameters());
    try (SmpnnEngine engine = new SmpnnEngine(parameters, 1)) {
      float[] outputs = engine.embed(graph, features().values());
      return IntStream.range(LABELLED, NODES)
          .mapToDouble(node -> largest(softmax(row(outputs, node))))
          .average()
          .orElseThrow();
    }
  }

  private static double[] row(float[] outputs, int node) {
    return IntStream.range(0, CLASSES).mapToDouble(c -> outputs[node * CLASSES + c]).toArray();
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  @Test
  void impossibleNumbersAreAllNamed() {
    assertThatThrownBy(() -> new Consistency(-1, 2, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight = -1.0")
        .hasMessageContaining("temperature = 2.0")
        .hasMessageContaining("passes = 0")
        .hasMessageContaining("ramp = 0");
    assertThatThrownBy(() -> new Consistency(Double.NaN, Double.NaN, 1, 1))
        .hasMessageContaining("weight = NaN")
        .hasMessageContaining("temperature = NaN");
  }

  /** The same nodes learned from by one pass, written down once more. */
  private record CrossEntropyAlone(NodeClasses classes) implements Objective {
    @Override
    public String measure() {
      return classes.measure();
    }

    @Override
    public void epoch(int number, Batching batching, Random random, Step step) {
      classes.epoch(
          number,
          batching,
          random,
          (part, features, loss) ->
              step.on(
                  part,
                  features,
                  (pass, scope) -> {
                    NDArray logs = pass.outputs().get(scope.create(places())).logSoftmax(1);
                    float[] truth = new float[LABELLED * CLASSES];
                    for (int i = 0; i < LABELLED; i++) {
                      truth[i * CLASSES + i % CLASSES] = -1f / LABELLED;
                    }
                    return logs.mul(scope.create(truth, new Shape(LABELLED, CLASSES))).sum();
                  }));
    }

    private static long[] places() {
      return IntStream.range(0, LABELLED).asLongStream().toArray();
    }

    @Override
    public double validation(Forward forward) {
      return classes.validation(forward);
    }
  }

  private static Fitted fitted(Objective objective, int epochs) {
    return new GraphFitting(
            objective,
            Batching.whole(),
            () -> new SmpnnBlock(settings()),
            new FitSettings(3, epochs, epochs, 0.01, 0.01, 0.3),
            Device.cpu())
        .run(FitProgress.NONE);
  }

  private static SmpnnSettings settings() {
    return SmpnnSettings.of(FEATURES, 16, CLASSES, 2).withDropout(0.3, 0);
  }

  private static NodeClasses objective(CsrGraph graph, Consistency consistency) {
    return new NodeClasses(
        graph,
        features(),
        IntStream.range(0, NODES).map(i -> i % CLASSES).toArray(),
        CLASSES,
        IntStream.range(0, LABELLED).toArray(),
        IntStream.range(LABELLED, NODES).toArray(),
        consistency);
  }

  private static CsrGraph communities() {
    Random random = new Random(5);
    EdgeList edges = new EdgeList();
    for (int i = 0; i < 3 * NODES; i++) {
      int from = random.nextInt(NODES);
      boolean inside = random.nextInt(6) > 0;
      int member = random.nextInt(NODES / CLASSES) * CLASSES + from % CLASSES;
      edges.add(from, inside ? member : random.nextInt(NODES));
    }
    return CsrGraph.undirected(NODES, edges);
  }

  /** A hint of the class under noise. */
  private static FeatureMatrix features() {
    Random random = new Random(7);
    float[] values = new float[NODES * FEATURES];
    for (int i = 0; i < values.length; i++) {
      boolean own = i % FEATURES % CLASSES == i / FEATURES % CLASSES;
      values[i] = (float) ((own ? 1 : 0) + random.nextGaussian());
    }
    return new FeatureMatrix(values, FEATURES);
  }

  private static double penalty(double[][][] logits, double[][] target, double weight) {
    double sum = 0;
    for (double[][] pass : logits) {
      for (int i = 0; i < pass.length; i++) {
        double[] p = softmax(pass[i]);
        for (int c = 0; c < p.length; c++) {
          sum += (target[i][c] - p[c]) * (target[i][c] - p[c]);
        }
      }
    }
    return weight * sum / (logits.length * logits[0].length);
  }

  private static double[][] target(double[][][] logits, double temperature) {
    double[][] target = new double[logits[0].length][];
    for (int i = 0; i < target.length; i++) {
      double[] mean = new double[logits[0][i].length];
      for (double[][] pass : logits) {
        double[] p = softmax(pass[i]);
        for (int c = 0; c < mean.length; c++) {
          mean[c] += p[c] / logits.length;
        }
      }
      double sum = 0;
      for (int c = 0; c < mean.length; c++) {
        mean[c] = Math.pow(mean[c], 1 / temperature);
        sum += mean[c];
      }
      for (int c = 0; c < mean.length; c++) {
        mean[c] /= sum;
      }
      target[i] = mean;
    }
    return target;
  }

  private static double[] softmax(double[] logits) {
    double sum = 0;
    double[] p = new double[logits.length];
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(logits[c]);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  private static float[] flat(double[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return flat;
  }
}
