package io.eddy.model.tgn.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.eddy.model.tensor.SeededWeights;
import io.eddy.model.tensor.ShapedBlock;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.block.BlockCase.Input;
import io.eddy.model.tgn.block.PlainBlocks.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every block against its equation in double precision, and its gradients against differences. */
final class BlocksTest {
  private static final double TOLERANCE = 1e-5;
  private static final double STEP = 1e-6;
  private static final int PROBES = 12;

  static Stream<Arguments> blocksAndSeeds() {
    return BlockCase.all().stream()
        .flatMap(block -> LongStream.of(1, 2, 3).mapToObj(seed -> Arguments.of(block, seed)));
  }

  @ParameterizedTest
  @MethodSource("blocksAndSeeds")
  void aBlockComputesItsEquation(BlockCase given, long seed) {
    Random random = new Random(seed);
    List<Input> inputs = given.inputs().apply(random);
    try (NDManager manager = Tensors.newManager()) {
      Block block = block(given, random, manager);
      NDList tensors = tensors(inputs, manager);
      NDArray out =
          block.forward(new ParameterStore(manager, false), tensors, false).singletonOrThrow();
      double[] expected = given.plain().apply(weights(block), values(inputs));
      assertThat(doubles(out)).containsExactly(expected, within(TOLERANCE));
      Shape[] shapes = inputs.stream().map(input -> new Shape(input.shape())).toArray(Shape[]::new);
      assertThat(block.getOutputShapes(shapes)).containsExactly(out.getShape());
    }
  }

  @ParameterizedTest
  @MethodSource("blocksAndSeeds")
  void gradientsAreThoseOfFiniteDifferences(BlockCase given, long seed) {
    Random random = new Random(seed);
    List<Input> inputs = given.inputs().apply(random);
    try (NDManager manager = Tensors.newManager()) {
      Block block = block(given, random, manager);
      Weights weights = weights(block);
      double[][] values = values(inputs);
      double[] slopes = given.plain().apply(weights, values);
      for (int i = 0; i < slopes.length; i++) {
        slopes[i] = random.nextGaussian();
      }
      Map<String, Parameter> parameters = ShapedBlock.named(block);
      parameters.values().forEach(parameter -> parameter.getArray().setRequiresGradient(true));
      NDList tensors = tensors(inputs, manager);
      for (int i = 0; i < given.differentiable(); i++) {
        tensors.get(i).setRequiresGradient(true);
      }
      try (GradientCollector collector = Tensors.engine().newGradientCollector()) {
        NDArray out =
            block.forward(new ParameterStore(manager, false), tensors, true).singletonOrThrow();
        NDArray weighed = out.mul(manager.create(floats(slopes), out.getShape()));
        collector.backward(weighed.sum());
      }
      parameters.forEach(
          (name, parameter) ->
              check(
                  given,
                  weights,
                  values,
                  slopes,
                  weights.get(name),
                  parameter.getArray().getGradient(),
                  random));
      for (int i = 0; i < given.differentiable(); i++) {
        check(given, weights, values, slopes, values[i], tensors.get(i).getGradient(), random);
      }
    }
  }

  @Test
  void frequenciesFallOverNineDecades() {
    float[] frequencies = TimeEncoding.frequencies(10);
    for (int i = 0; i < frequencies.length; i++) {
      assertThat((double) frequencies[i])
          .isCloseTo(Math.pow(10, -i), within(1e-7 * Math.pow(10, -i)));
    }
  }

  /** What is computed without gradients and with them, for times of every size and shape. */
  @Test
  void aTimeEncodingIsTheSameWithAndWithoutGradients() {
    float[] times = {0, 1e-6f, 3, 86_400, 2.6e6f, 1.7e9f};
    try (NDManager manager = Tensors.newManager()) {
      TimeEncoding encoding = new TimeEncoding(100);
      encoding.initialize(manager, DataType.FLOAT32, new Shape(1));
      ParameterStore store = new ParameterStore(manager, false);
      for (Shape shape : List.of(new Shape(6), new Shape(6, 1), new Shape(2, 3))) {
        NDArray elapsed = manager.create(times, shape);
        NDArray with = encoding.apply(store, elapsed, true);
        NDArray without = encoding.apply(store, elapsed, false);
        assertThat(without.getShape()).isEqualTo(with.getShape()).isEqualTo(shape.add(100));
        assertThat(doubles(without)).containsExactly(doubles(with), within(2e-6));
      }
    }
  }

  @Test
  void theMeanOfRawMessagesPassesGradients() {
    int[] nodes = {0, 0, 0, 1, 2, 2};
    float[] raw = {1, 2, 3, 4, 5, 9, 7, 8, -1, 0, 3, 6};
    try (NDManager manager = Tensors.newManager()) {
      NDArray messages = manager.create(raw, new Shape(6, 2));
      messages.setRequiresGradient(true);
      try (GradientCollector collector = Tensors.engine().newGradientCollector()) {
        NDArray mean = MeanAggregator.apply(messages, nodes, 3);
        assertThat(mean.toFloatArray())
            .containsExactly(new float[] {3, 5, 7, 8, 1, 3}, within(1e-6f));
        collector.backward(mean.mul(manager.create(new float[] {1, 2}, new Shape(1, 2))).sum());
      }
      float third = 1 / 3f;
      assertThat(messages.getGradient().toFloatArray())
          .containsExactly(
              new float[] {
                third, 2 * third, third, 2 * third, third, 2 * third, 1, 2, 0.5f, 1, 0.5f, 1
              },
              within(1e-6f));
    }
  }

  /** Compares some gradients; {@code values} are those of the array, and changed and put back. */
  private static void check(
      BlockCase given,
      Weights weights,
      double[][] inputs,
      double[] slopes,
      double[] values,
      NDArray gradient,
      Random random) {
    float[] found = gradient.toFloatArray();
    for (int probe = 0; probe < Math.min(PROBES, values.length); probe++) {
      int k = random.nextInt(values.length);
      double kept = values[k];
      values[k] = kept + STEP;
      double above = dot(slopes, given.plain().apply(weights, inputs));
      values[k] = kept - STEP;
      double below = dot(slopes, given.plain().apply(weights, inputs));
      values[k] = kept;
      double slope = (above - below) / (2 * STEP);
      assertThat((double) found[k]).isCloseTo(slope, within(1e-4 * Math.max(1, Math.abs(slope))));
    }
  }

  /** The block with all parameters drawn anew, biases and phases too. */
  private static Block block(BlockCase given, Random random, NDManager manager) {
    Block block = given.block().apply(new SeededWeights(random.nextLong()));
    block.initialize(manager, DataType.FLOAT32, new Shape(1));
    ShapedBlock.named(block)
        .forEach(
            (name, parameter) -> {
              NDArray array = parameter.getArray();
              float[] values = array.toFloatArray();
              for (int i = 0; i < values.length; i++) {
                values[i] += (float) (0.2 * random.nextGaussian());
              }
              manager.create(values, array.getShape()).copyTo(array);
            });
    return block;
  }

  private static Weights weights(Block block) {
    Map<String, double[]> arrays = new LinkedHashMap<>();
    ShapedBlock.named(block)
        .forEach((name, parameter) -> arrays.put(name, doubles(parameter.getArray())));
    return new Weights(arrays);
  }

  private static NDList tensors(List<Input> inputs, NDManager manager) {
    NDList tensors = new NDList();
    for (Input input : inputs) {
      tensors.add(manager.create(floats(input.values()), new Shape(input.shape())));
    }
    return tensors;
  }

  private static double[][] values(List<Input> inputs) {
    return inputs.stream().map(Input::values).toArray(double[][]::new);
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static float[] floats(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  private static double[] doubles(NDArray array) {
    float[] values = array.toFloatArray();
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
