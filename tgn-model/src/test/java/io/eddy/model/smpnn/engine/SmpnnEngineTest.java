package io.eddy.model.smpnn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.model.smpnn.DenseSmpnn;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.SmpnnVariants;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.RandomGraphs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SmpnnEngineTest {
  private static final int NODES = 300;

  static Stream<SmpnnSettings> variants() {
    return SmpnnVariants.all();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theForwardPassIsTheDenseOne(SmpnnSettings settings) {
    EdgeList edges = RandomGraphs.edges(NODES, 900, 5);
    float[] features = RandomGraphs.features(NODES * settings.inputs(), 6);
    SmpnnParameters parameters = SmpnnVariants.parameters(settings, 7);
    double[][] expected =
        new DenseSmpnn(parameters)
            .forward(
                RandomGraphs.dense(NODES, edges, true),
                SmpnnVariants.rows(features, settings.inputs()));
    try (CsrGraph graph = CsrGraph.undirected(NODES, edges);
        SmpnnEngine engine = new SmpnnEngine(parameters, 2)) {
      double[][] found = SmpnnVariants.rows(engine.embed(graph, features), settings.outputs());
      for (int i = 0; i < NODES; i++) {
        for (int c = 0; c < settings.outputs(); c++) {
          assertThat(found[i][c])
              .as("node %d, output %d", i, c)
              .isCloseTo(expected[i][c], within(1e-5 * (1 + Math.abs(expected[i][c]))));
        }
      }
    }
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    EdgeList edges = RandomGraphs.edges(NODES * 5, 9_000, 1);
    SmpnnSettings settings = SmpnnVariants.FULL.withAttention(true);
    float[] features = RandomGraphs.features(NODES * 5 * settings.inputs(), 2);
    SmpnnParameters parameters = SmpnnVariants.parameters(settings, 3);
    try (CsrGraph graph = CsrGraph.undirected(NODES * 5, edges);
        SmpnnEngine one = new SmpnnEngine(parameters, 1);
        SmpnnEngine four = new SmpnnEngine(parameters, 4)) {
      assertThat(four.embed(graph, features)).containsExactly(one.embed(graph, features));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void numberingTheNodesOtherwiseOnlyMovesTheRows(long seed) {
    SmpnnSettings settings = SmpnnVariants.FULL.withAttention(true);
    EdgeList edges = RandomGraphs.edges(NODES, 700, seed);
    List<Integer> order = new ArrayList<>(IntStream.range(0, NODES).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    EdgeList moved = new EdgeList();
    for (int i = 0; i < edges.size(); i++) {
      moved.add(order.get(edges.source(i)), order.get(edges.target(i)), edges.weight(i));
    }
    int inputs = settings.inputs();
    int outputs = settings.outputs();
    float[] features = RandomGraphs.features(NODES * inputs, seed + 10);
    float[] movedFeatures = new float[features.length];
    for (int i = 0; i < NODES; i++) {
      System.arraycopy(features, i * inputs, movedFeatures, order.get(i) * inputs, inputs);
    }
    try (CsrGraph graph = CsrGraph.undirected(NODES, edges);
        CsrGraph movedGraph = CsrGraph.undirected(NODES, moved);
        SmpnnEngine engine = new SmpnnEngine(SmpnnVariants.parameters(settings, seed), 2)) {
      float[] plain = engine.embed(graph, features);
      float[] other = engine.embed(movedGraph, movedFeatures);
      for (int i = 0; i < NODES; i++) {
        for (int c = 0; c < outputs; c++) {
          assertThat(other[order.get(i) * outputs + c])
              .isCloseTo(
                  plain[i * outputs + c], within(2e-5f * (1 + Math.abs(plain[i * outputs + c]))));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64, 67})
  void theProductIsTheDenseOne(int width) {
    EdgeList edges = RandomGraphs.edges(NODES, 2_000, 7);
    double[][] dense = RandomGraphs.dense(NODES, edges, true);
    float[][] x = new float[NODES][];
    NodeRows rows = new NodeRows(NODES, width);
    for (int i = 0; i < NODES; i++) {
      x[i] = RandomGraphs.features(width, i);
      rows.set(i, x[i]);
    }
    NodeRows product = new NodeRows(NODES, width);
    try (CsrGraph graph = CsrGraph.undirected(NODES, edges);
        SparseProduct kernel = new SparseProduct(2)) {
      kernel.multiply(graph, rows, product);
    }
    float[][] y = product.copy(NODES);
    for (int i = 0; i < NODES; i++) {
      for (int c = 0; c < width; c++) {
        double sum = 0;
        double size = 1;
        for (int j = 0; j < NODES; j++) {
          sum += dense[i][j] * x[j][c];
          size += Math.abs(dense[i][j] * x[j][c]);
        }
        assertThat((double) y[i][c]).isCloseTo(sum, within(1e-6 * size));
      }
    }
  }

  @Test
  void anEngineServesGraphsOfAnySizeOneAfterTheOther() {
    SmpnnSettings settings = SmpnnVariants.FULL;
    SmpnnParameters parameters = SmpnnVariants.parameters(settings, 3);
    try (SmpnnEngine kept = new SmpnnEngine(parameters, 2)) {
      for (int nodes : new int[] {40, 260, 1, 0, 130}) {
        EdgeList edges = nodes < 10 ? new EdgeList() : RandomGraphs.edges(nodes, 3 * nodes, nodes);
        float[] features = RandomGraphs.features(nodes * settings.inputs(), nodes);
        try (CsrGraph graph = CsrGraph.undirected(nodes, edges);
            SmpnnEngine fresh = new SmpnnEngine(parameters, 1)) {
          assertThat(kept.embed(graph, features)).containsExactly(fresh.embed(graph, features));
        }
      }
    }
  }

  @Test
  void aListenerSeesEveryLayerAndANetworkJustBegunIsNearlyTheIdentity() {
    SmpnnSettings settings = SmpnnVariants.FULL;
    List<float[]> rows = new ArrayList<>();
    EdgeList edges = RandomGraphs.edges(50, 90, 4);
    float[] features = RandomGraphs.features(50 * settings.inputs(), 4);
    try (CsrGraph graph = CsrGraph.undirected(50, edges);
        SmpnnEngine engine = new SmpnnEngine(SmpnnParameters.seeded(settings, 1), 1)) {
      engine.embed(graph, features, (layer, x, nodes) -> rows.add(x.copy(nodes)[17]));
    }
    assertThat(rows).hasSize(settings.layers() + 1);
    assertThat(rows.get(settings.layers())).containsExactly(rows.get(0), within(1e-4f));
    assertThat(rows.get(settings.layers())).isNotEqualTo(rows.get(0));
  }

  @Test
  void wrongSizesAreNamedAndAnInterruptEndsTheCall() {
    SmpnnSettings settings = SmpnnVariants.FULL;
    EdgeList edges = RandomGraphs.edges(50, 90, 4);
    try (CsrGraph graph = CsrGraph.undirected(50, edges);
        SmpnnEngine engine = new SmpnnEngine(SmpnnParameters.seeded(settings, 1), 1)) {
      assertThatThrownBy(() -> engine.embed(graph, new float[3]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 features for 50 nodes")
          .hasMessageContaining("350");
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> engine.embed(graph, new float[350]))
          .isInstanceOf(CancellationException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(engine.embed(graph, new float[350])).hasSize(250);
    }
    assertThatThrownBy(() -> new SmpnnEngine(SmpnnParameters.seeded(settings, 1), 0))
        .hasMessageContaining("0 threads");
  }
}
