package io.eddy.model.amp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.eddy.model.ranker.DenseLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The block and the plain cell against a double-precision reference, and against each other. */
class AmpBlockTest {
  private static final int ROWS = 4;
  private static final int HIDDEN = 5;
  private static final int MESSAGE = 3;

  static Stream<Arguments> cells() {
    return Stream.of(CellKind.values())
        .flatMap(
            kind ->
                Stream.of(Halting.values())
                    .flatMap(
                        halting ->
                            Stream.of(HaltingScope.values())
                                .map(
                                    scope ->
                                        Arguments.of(kind, halting, scope, 1 + kind.ordinal()))));
  }

  @ParameterizedTest(name = "{0}, halting {1}, scope {2}, seed {3}")
  @MethodSource("cells")
  void blockAndCellGiveTheNumbersOfTheEquations(
      CellKind kind, Halting halting, HaltingScope scope, long seed) {
    AmpParameters weights = AmpParameters.seeded(kind, halting, scope, HIDDEN, MESSAGE, seed);
    Rows rows = new Rows(new Random(seed));
    AmpCell cell = new AmpCell(weights);
    try (NDManager manager = TestTensors.newManager()) {
      AmpBatch after =
          AmpBlock.of(weights, manager)
              .react(new ParameterStore(manager, false), rows.batch(manager), false);
      for (int row = 0; row < ROWS; row++) {
        ReferenceReaction expected = rows.expected(weights, row);
        check(row(after.hidden(), row), expected.hidden());
        check(row(after.left(), row), new double[] {expected.left()});
        check(row(after.message(), row), expected.message());
        AmpReaction reaction = rows.reaction(cell, weights, row);
        check(reaction.state().hidden(), expected.hidden());
        check(reaction.message(), expected.message());
        if (kind == CellKind.LSTM) {
          check(row(after.cell(), row), expected.cell());
          check(reaction.state().cell(), expected.cell());
        }
        if (weights.sumsOutputs()) {
          check(row(after.output(), row), expected.output());
          check(reaction.state().output(), expected.output());
        }
        float left = scope == HaltingScope.NODE ? reaction.state().left() : reaction.energy();
        check(new float[] {left}, new double[] {expected.left()});
      }
    }
  }

  @ParameterizedTest(name = "{0}, halting {1}, scope {2}, seed {3}")
  @MethodSource("cells")
  void gradientsAreThoseOfFiniteDifferences(
      CellKind kind, Halting halting, HaltingScope scope, long seed) {
    AmpParameters weights = AmpParameters.seeded(kind, halting, scope, HIDDEN, MESSAGE, 50 + seed);
    Random random = new Random(seed);
    Rows rows = new Rows(random);
    Directions directions = new Directions(random);
    try (NDManager manager = TestTensors.newManager()) {
      AmpBlock block = AmpBlock.of(weights, manager);
      List<NDArray> arrays = block.arrays();
      arrays.forEach(array -> array.setRequiresGradient(true));
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        AmpBatch after = block.react(new ParameterStore(manager, false), rows.batch(manager), true);
        NDArray loss = directions.loss(after, manager);
        assertThat((double) loss.getFloat())
            .isCloseTo(directions.loss(rows, weights), within(2e-5));
        collector.backward(loss);
      }
      List<DenseLayer> maps = weights.maps();
      for (int i = 0; i < maps.size(); i++) {
        checkGradient(arrays.get(2 * i), maps.get(i).weights(), rows, weights, directions, random);
        checkGradient(
            arrays.get(2 * i + 1), maps.get(i).biases(), rows, weights, directions, random);
      }
    }
  }

  /** Compares some gradients of one array; {@code values} are changed and put back. */
  private static void checkGradient(
      NDArray array,
      float[] values,
      Rows rows,
      AmpParameters weights,
      Directions directions,
      Random random) {
    float[] gradient = array.getGradient().toFloatArray();
    float step = 5e-5f;
    for (int probe = 0; probe < Math.min(20, values.length); probe++) {
      int k = random.nextInt(values.length);
      float kept = values[k];
      values[k] = kept + step;
      double above = values[k];
      double lossAbove = directions.loss(rows, weights);
      values[k] = kept - step;
      double below = values[k];
      double lossBelow = directions.loss(rows, weights);
      values[k] = kept;
      double slope = (lossAbove - lossBelow) / (above - below);
      assertThat((double) gradient[k]).isCloseTo(slope, within(2e-5 + 0.002 * Math.abs(slope)));
    }
  }

  private static void check(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  private static float[] row(NDArray array, int row) {
    return array.get(row).toFloatArray();
  }

  private static float[] normal(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** Random nodes and messages. */
  private static final class Rows {
    private final float[] hidden;
    private final float[] cell;
    private final float[] left = new float[ROWS];
    private final float[] output;
    private final float[] message;

    Rows(Random random) {
      hidden = normal(random, ROWS * HIDDEN);
      cell = normal(random, ROWS * HIDDEN);
      output = normal(random, ROWS * HIDDEN);
      message = normal(random, ROWS * MESSAGE);
      for (int i = 0; i < ROWS; i++) {
        // One is nearly spent, so that its probability is cut.
        left[i] = i == 0 ? 0.01f : 0.2f + 0.8f * random.nextFloat();
      }
    }

    AmpBatch batch(NDManager manager) {
      return new AmpBatch(
          manager.create(hidden, new Shape(ROWS, HIDDEN)),
          manager.create(cell, new Shape(ROWS, HIDDEN)),
          manager.create(left, new Shape(ROWS, 1)),
          manager.create(output, new Shape(ROWS, HIDDEN)),
          manager.create(message, new Shape(ROWS, MESSAGE)));
    }

    ReferenceReaction expected(AmpParameters weights, int row) {
      return ReferenceReaction.of(
          weights, of(hidden, row), of(cell, row), left[row], of(output, row), of(message, row));
    }

    AmpReaction reaction(AmpCell cellOfNode, AmpParameters weights, int row) {
      boolean own = weights.scope() == HaltingScope.NODE;
      AmpState state =
          new AmpState(
              of(hidden, row),
              weights.kind() == CellKind.LSTM ? of(cell, row) : AmpState.NONE,
              own ? left[row] : 1,
              weights.sumsOutputs() ? of(output, row) : AmpState.NONE);
      return cellOfNode.react(state, of(message, row), own ? 1 : left[row]);
    }

    private static float[] of(float[] values, int row) {
      int width = values.length / ROWS;
      return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }
  }

  /**
   * A loss that depends on all that a reaction gives: the sum of its products with fixed values.
   */
  private static final class Directions {
    private final float[] hidden;
    private final float[] cell;
    private final float[] left;
    private final float[] output;
    private final float[] message;

    Directions(Random random) {
      hidden = normal(random, HIDDEN);
      cell = normal(random, HIDDEN);
      left = normal(random, 1);
      output = normal(random, HIDDEN);
      message = normal(random, MESSAGE);
    }

    NDArray loss(AmpBatch batch, NDManager manager) {
      return batch
          .hidden()
          .mul(manager.create(hidden))
          .sum()
          .add(batch.cell().mul(manager.create(cell)).sum())
          .add(batch.left().mul(manager.create(left)).sum())
          .add(batch.output().mul(manager.create(output)).sum())
          .add(batch.message().mul(manager.create(message)).sum());
    }

    double loss(Rows rows, AmpParameters weights) {
      double loss = 0;
      for (int row = 0; row < ROWS; row++) {
        ReferenceReaction reaction = rows.expected(weights, row);
        loss += dot(reaction.hidden(), hidden) + dot(reaction.cell(), cell);
        loss += reaction.left() * left[0];
        loss += dot(reaction.output(), output) + dot(reaction.message(), message);
      }
      return loss;
    }

    private static double dot(double[] a, float[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }
}
