package io.eddy.model.smpnn.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.eddy.model.smpnn.DenseSmpnn;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.SmpnnVariants;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.RandomGraphs;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArrays.Values;
import io.eddy.model.tensor.Tensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class GraphNetworkTest {
  private static final int NODES = 60;
  private static final EdgeList EDGES = RandomGraphs.edges(NODES, 150, 3);

  static Stream<SmpnnSettings> variants() {
    return SmpnnVariants.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void tensorsKernelAndTheDenseReferenceAgree(SmpnnSettings settings) {
    SmpnnParameters parameters = SmpnnVariants.parameters(settings, 8);
    float[] features = features(settings);
    double[][] expected = dense(parameters, features);
    try (NDManager manager = Tensors.newManager();
        CsrGraph graph = CsrGraph.undirected(NODES, EDGES);
        SmpnnEngine engine = new SmpnnEngine(parameters, 2)) {
      float[] kernel = engine.embed(graph, features);
      NDArray out =
          GraphNetwork.of(parameters, manager)
              .forward(
                  GraphTensors.of(graph, settings.aggregation(), manager),
                  manager.create(features, new Shape(NODES, settings.inputs())),
                  null);
      float[] tensors = out.toFloatArray();
      for (int i = 0; i < kernel.length; i++) {
        double reference = expected[i / settings.outputs()][i % settings.outputs()];
        double tolerance = 1e-5 * (1 + Math.abs(reference));
        assertThat((double) tensors[i]).isCloseTo(reference, within(tolerance));
        assertThat((double) tensors[i]).isCloseTo(kernel[i], within(tolerance));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void gradientsAreTheFiniteDifferencesOfTheDenseReference(SmpnnSettings settings) {
    SmpnnParameters parameters = SmpnnVariants.parameters(settings, 2);
    float[] features = RandomGraphs.features(NODES * settings.inputs(), 4);
    float[] slopes = RandomGraphs.features(NODES * settings.outputs(), 5);
    Map<String, float[]> gradients = gradients(parameters, features, slopes);
    Random random = new Random(6);
    for (String name : parameters.arrays().arrays().keySet()) {
      float[] gradient = gradients.get(name);
      for (int trial = 0; trial < 3; trial++) {
        int place = random.nextInt(gradient.length);
        // Small enough not to change who has the maximum; exact in single precision.
        float value = parameters.values(name)[place];
        float above = value + 0x1p-15f;
        float below = value - 0x1p-15f;
        double difference =
            (loss(changed(parameters, name, place, above), features, slopes)
                    - loss(changed(parameters, name, place, below), features, slopes))
                / ((double) above - below);
        assertThat((double) gradient[place])
            .as("%s[%d]", name, place)
            .isCloseTo(difference, within(1e-4 * (1 + Math.abs(difference))));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregation.class)
  void aStepEdgeByEdgeIsTheStepByTheOperator(Aggregation aggregation) {
    try (NDManager manager = Tensors.newManager();
        CsrGraph graph = CsrGraph.undirected(NODES, EDGES)) {
      GraphTensors tensors = GraphTensors.of(graph, aggregation, manager);
      NDArray x = manager.create(RandomGraphs.features(NODES * 6, 1), new Shape(NODES, 6));
      NDArray theta = manager.create(RandomGraphs.features(24, 2), new Shape(6, 4));
      for (MessagePassing step :
          List.of(
              new GraphConvolution(theta),
              new SmpnnConvolution(theta, h -> h.matMul(theta).mul(2)))) {
        assertThat(step.stepByEdges(tensors, x).toFloatArray())
            .containsExactly(step.step(tensors, x).toFloatArray(), within(1e-5f));
      }
    }
  }

  @Test
  void theBlockTakesFeaturesAndTheOperatorAsDjlHasIt() {
    SmpnnParameters parameters = SmpnnVariants.parameters(SmpnnVariants.FULL, 8);
    float[] features = RandomGraphs.features(NODES * 7, 9);
    try (NDManager manager = Tensors.newManager();
        CsrGraph graph = CsrGraph.undirected(NODES, EDGES)) {
      SmpnnBlock block = new SmpnnBlock(SmpnnVariants.FULL);
      new GraphNetwork(block, manager).set(parameters.arrays());
      GraphTensors tensors = GraphTensors.of(graph, Aggregation.SYMMETRIC, manager);
      NDArray x = manager.create(features, new Shape(NODES, 7));
      NDList inputs = new NDList(x, tensors.operator());
      ParameterStore store = new ParameterStore(manager, false);
      assertThat(block.forward(store, inputs, false).head().getShape())
          .isEqualTo(new Shape(NODES, 5))
          .isEqualTo(block.getOutputShapes(inputs.getShapes())[0]);
      assertThat(block.forward(store, inputs, false).head().toFloatArray())
          .containsExactly(
              GraphNetwork.of(parameters, manager).forward(tensors, x, null).toFloatArray(),
              within(0f));
      assertThatThrownBy(() -> block.forward(store, inputs, true))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void laterBranchesAreLeftOutMoreOften() {
    SmpnnSettings settings = SmpnnVariants.FULL.withDropout(0, 0.5);
    Map<Float, Integer> seen = firstOutputs(SmpnnVariants.parameters(settings, 8), 400);
    // Of three layers the second is left out in a quarter of the steps, the third in a half.
    assertThat(seen).hasSize(4);
    assertThat(seen.values()).filteredOn(count -> count > 100).hasSize(2);
    assertThat(seen.values()).allMatch(count -> count > 25 && count < 190);
  }

  /** One branch that is left out in a half of the steps, and all behind it affine. */
  @Test
  void aBranchThatIsKeptMakesUpForTheStepsWithoutIt() {
    SmpnnSettings settings = SmpnnSettings.of(7, 12, 5, 2).withFeedForward(0).withDropout(0, 0.5);
    SmpnnParameters parameters = SmpnnVariants.parameters(settings, 8);
    Map<Float, Integer> seen = firstOutputs(parameters, 40);
    assertThat(seen).hasSize(2);
    assertThat(seen.keySet().stream().mapToDouble(Float::doubleValue).average().orElseThrow())
        .isCloseTo(dense(parameters, features(settings))[0][0], within(1e-5));
  }

  /** The first output of steps of training, and how often each value of it came. */
  private static Map<Float, Integer> firstOutputs(SmpnnParameters parameters, int steps) {
    SmpnnSettings settings = parameters.settings();
    Map<Float, Integer> seen = new LinkedHashMap<>();
    try (NDManager manager = Tensors.newManager();
        CsrGraph graph = CsrGraph.undirected(NODES, EDGES)) {
      GraphNetwork network = GraphNetwork.of(parameters, manager);
      GraphTensors tensors = GraphTensors.of(graph, settings.aggregation(), manager);
      NDArray x = manager.create(features(settings), new Shape(NODES, settings.inputs()));
      Random draw = new Random(1);
      for (int i = 0; i < steps; i++) {
        try (NDManager scope = manager.newSubManager()) {
          x.attach(scope);
          seen.merge(network.forward(tensors, x, draw).getFloat(0, 0), 1, Integer::sum);
          x.attach(manager);
        }
      }
    }
    return seen;
  }

  private static float[] features(SmpnnSettings settings) {
    return RandomGraphs.features(NODES * settings.inputs(), 9);
  }

  private static Map<String, float[]> gradients(
      SmpnnParameters parameters, float[] features, float[] slopes) {
    SmpnnSettings settings = parameters.settings();
    try (NDManager manager = Tensors.newManager();
        CsrGraph graph = CsrGraph.undirected(NODES, EDGES)) {
      GraphNetwork network = GraphNetwork.of(parameters, manager);
      network.arrays().forEach(array -> array.setRequiresGradient(true));
      try (GradientCollector collector = Tensors.engine().newGradientCollector()) {
        NDArray out =
            network.forward(
                GraphTensors.of(graph, settings.aggregation(), manager),
                manager.create(features, new Shape(NODES, settings.inputs())),
                null);
        collector.backward(out.mul(manager.create(slopes, out.getShape())).sum());
      }
      Map<String, float[]> gradients = new LinkedHashMap<>();
      int i = 0;
      for (String name : network.parameters().arrays().keySet()) {
        gradients.put(name, network.arrays().get(i++).getGradient().toFloatArray());
      }
      return gradients;
    }
  }

  private static double loss(SmpnnParameters parameters, float[] features, float[] slopes) {
    double[][] out = dense(parameters, features);
    double loss = 0;
    for (int i = 0; i < slopes.length; i++) {
      loss += out[i / out[0].length][i % out[0].length] * slopes[i];
    }
    return loss;
  }

  private static double[][] dense(SmpnnParameters parameters, float[] features) {
    return new DenseSmpnn(parameters)
        .forward(
            RandomGraphs.dense(NODES, EDGES, true),
            SmpnnVariants.rows(features, parameters.settings().inputs()));
  }

  private static SmpnnParameters changed(
      SmpnnParameters parameters, String name, int place, float value) {
    Map<String, Values> arrays = new LinkedHashMap<>(parameters.arrays().arrays());
    float[] values = parameters.values(name).clone();
    values[place] = value;
    arrays.put(name, new Values(arrays.get(name).shape(), values));
    return new SmpnnParameters(parameters.settings(), new NamedArrays(arrays));
  }
}
