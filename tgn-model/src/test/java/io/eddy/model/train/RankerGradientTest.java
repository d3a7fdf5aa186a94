package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.DenseRanker;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.Standardisation;
import io.eddy.model.tensor.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The network and its loss against finite differences and a double-precision reference. */
final class RankerGradientTest {
  private static final int FEATURES = 7;
  private static final int QUERIES = 3;
  private static final int CANDIDATES = 5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gradientsAreThoseOfFiniteDifferences(long seed) {
    Random random = new Random(seed);
    float[] rows = normal(random, QUERIES * CANDIDATES * FEATURES);
    float[] offsets = normal(random, QUERIES * CANDIDATES);
    offsets[CANDIDATES - 1] = ListwiseLoss.ABSENT;
    try (NDManager manager = Tensors.newManager()) {
      RankerNetwork network = RankerNetwork.seeded(FEATURES, seed, manager);
      List<DenseLayer> layers = network.parameters();
      List<NDArray> arrays = network.arrays();
      arrays.forEach(array -> array.setRequiresGradient(true));
      NDArray x = manager.create(rows, new Shape(QUERIES * CANDIDATES, FEATURES));
      NDArray shifts = manager.create(offsets, new Shape(QUERIES, CANDIDATES));
      try (GradientCollector collector = Tensors.engine().newGradientCollector()) {
        NDArray logits = network.logits(new ParameterStore(manager, false), x, true);
        NDArray loss = ListwiseLoss.of(logits.reshape(QUERIES, CANDIDATES), shifts);
        assertThat((double) loss.getFloat()).isCloseTo(loss(layers, rows, offsets), within(1e-5));
        collector.backward(loss);
      }
      for (int i = 0; i < layers.size(); i++) {
        check(arrays.get(2 * i), layers.get(i).weights(), layers, rows, offsets, random);
        check(arrays.get(2 * i + 1), layers.get(i).biases(), layers, rows, offsets, random);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void thePlainForwardPassGivesTheScoresOfTheBlock(long seed) {
    Random random = new Random(seed);
    int features = 103;
    int count = 1000;
    float[] rows = normal(random, count * features);
    try (NDManager manager = Tensors.newManager()) {
      RankerNetwork network = RankerNetwork.seeded(features, seed, manager);
      float[] means = normal(random, features);
      float[] deviations = new float[features];
      for (int i = 0; i < features; i++) {
        deviations[i] = 0.5f + random.nextFloat();
      }
      NDArray x =
          manager
              .create(rows, new Shape(count, features))
              .sub(manager.create(means))
              .div(manager.create(deviations));
      float[] expected =
          network.logits(new ParameterStore(manager, false), x, false).toFloatArray();
      float[] scores = new float[count];
      new DenseRanker(
              new RankerParameters(new Standardisation(means, deviations), network.parameters()))
          .score(rows, count, scores);
      assertThat(scores).containsExactly(expected, within(1e-5f));
    }
  }

  /** Compares some gradients of one array; {@code values} are changed and put back. */
  private static void check(
      NDArray array,
      float[] values,
      List<DenseLayer> layers,
      float[] rows,
      float[] offsets,
      Random random) {
    float[] gradient = array.getGradient().toFloatArray();
    float step = 2e-5f;
    for (int probe = 0; probe < Math.min(20, values.length); probe++) {
      int k = random.nextInt(values.length);
      float kept = values[k];
      values[k] = kept + step;
      double above = values[k];
      double lossAbove = loss(layers, rows, offsets);
      values[k] = kept - step;
      double below = values[k];
      double lossBelow = loss(layers, rows, offsets);
      values[k] = kept;
      double slope = (lossAbove - lossBelow) / (above - below);
      assertThat((double) gradient[k]).isCloseTo(slope, within(1e-5 + 0.01 * Math.abs(slope)));
    }
  }

  /** The loss in double precision, by its definition. */
  private static double loss(List<DenseLayer> layers, float[] rows, float[] offsets) {
    double total = 0;
    for (int query = 0; query < QUERIES; query++) {
      double[] logits = new double[CANDIDATES];
      for (int c = 0; c < CANDIDATES; c++) {
        int row = query * CANDIDATES + c;
        double[] x = new double[FEATURES];
        for (int i = 0; i < FEATURES; i++) {
          x[i] = rows[row * FEATURES + i];
        }
        logits[c] = score(layers, x) + offsets[row];
      }
      double highest = Arrays.stream(logits).max().orElseThrow();
      double sum = Arrays.stream(logits).map(logit -> Math.exp(logit - highest)).sum();
      total += highest + Math.log(sum) - logits[0];
    }
    return total / QUERIES;
  }

  private static double score(List<DenseLayer> layers, double[] row) {
    double[] x = row;
    for (DenseLayer layer : layers) {
      double[] y = new double[layer.outputs()];
      for (int j = 0; j < y.length; j++) {
        y[j] = layer.biases()[j];
        for (int i = 0; i < x.length; i++) {
          y[j] += layer.weights()[j * x.length + i] * x[i];
        }
        y[j] = layer.outputs() == 1 ? y[j] : Math.max(0, y[j]);
      }
      x = y;
    }
    return x[0];
  }

  private static float[] normal(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
