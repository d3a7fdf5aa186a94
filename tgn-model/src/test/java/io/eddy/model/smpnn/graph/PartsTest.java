package io.eddy.model.smpnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.SmpnnVariants;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of graphs: clusters with halo and drawn neighbours. */
final class PartsTest {
  private static final int NODES = 120;

  @ParameterizedTest
  @EnumSource(Aggregation.class)
  void withAHaloAsDeepAsTheNetworkOutputsAreThoseOfTheWholeGraph(Aggregation aggregation) {
    EdgeList edges = RandomGraphs.edges(NODES, 130, 5);
    int[] own = new Random(1).ints(0, NODES).distinct().limit(20).toArray();
    try (CsrGraph graph = CsrGraph.undirected(NODES, edges);
        SubGraph part = new Parts(graph).around(own, SmpnnVariants.FULL.layers())) {
      assertThat(part.nodes().length).isLessThan(NODES);
      assertOutputsOfOwnNodes(aggregation, graph, part, own);
    }
  }

  @ParameterizedTest
  @EnumSource(Aggregation.class)
  void drawingAllNeighboursOutputsAreThoseOfTheWholeGraph(Aggregation aggregation) {
    EdgeList edges = RandomGraphs.edges(NODES, 130, 5);
    int[] own = new Random(2).ints(0, NODES).distinct().limit(20).toArray();
    try (CsrGraph graph = CsrGraph.undirected(NODES, edges);
        SubGraph part =
            new NeighbourSampler(graph, NODES, NODES, NODES).around(own, new Random(3))) {
      assertOutputsOfOwnNodes(aggregation, graph, part, own);
    }
  }

  private static void assertOutputsOfOwnNodes(
      Aggregation aggregation, CsrGraph graph, SubGraph part, int[] own) {
    SmpnnSettings settings = SmpnnVariants.FULL.withAggregation(aggregation);
    FeatureMatrix features =
        new FeatureMatrix(RandomGraphs.features(NODES * settings.inputs(), 4), settings.inputs());
    assertThat(Arrays.stream(part.own()).map(place -> part.nodes()[place]))
        .containsExactlyElementsOf(new TreeSet<>(IntStream.of(own).boxed().toList()));
    try (SmpnnEngine engine = new SmpnnEngine(SmpnnVariants.parameters(settings, 9), 1)) {
      float[] whole = engine.embed(graph, features.values());
      float[] here = engine.embed(part.graph(), features.of(part.nodes()).values());
      for (int place : part.own()) {
        int outputs = settings.outputs();
        assertThat(Arrays.copyOfRange(here, place * outputs, (place + 1) * outputs))
            .containsExactly(
                Arrays.copyOfRange(
                    whole, part.nodes()[place] * outputs, (part.nodes()[place] + 1) * outputs),
                within(1e-5f));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void edgesThatDoNotTouchAPartOrItsHaloAreNotRead(int halo) {
    EdgeList edges = RandomGraphs.edges(NODES, 150, 8);
    int[] own = {50, 51, 52, 60};
    try (CsrGraph graph = CsrGraph.undirected(NODES, edges);
        SubGraph part = new Parts(graph).around(own, halo)) {
      TreeSet<Integer> inside = new TreeSet<>(IntStream.of(part.nodes()).boxed().toList());
      EdgeList others = new EdgeList();
      int changed = 0;
      for (int i = 0; i < edges.size(); i++) {
        boolean touches = inside.contains(edges.source(i)) || inside.contains(edges.target(i));
        others.add(edges.source(i), edges.target(i), touches ? edges.weight(i) : 99);
        changed += touches ? 0 : 1;
      }
      assertThat(changed).isPositive();
      try (CsrGraph other = CsrGraph.undirected(NODES, others);
          SubGraph same = new Parts(other).around(own, halo)) {
        assertSame(part, same);
      }
    }
  }

  private static void assertSame(SubGraph part, SubGraph same) {
    assertThat(same.nodes()).isEqualTo(part.nodes());
    assertThat(same.own()).isEqualTo(part.own());
    assertThat(same.graph().entries()).isEqualTo(part.graph().entries());
    for (int entry = 0; entry < part.graph().entries(); entry++) {
      assertThat(same.graph().column(entry)).isEqualTo(part.graph().column(entry));
      assertThat(same.graph().weight(entry)).isEqualTo(part.graph().weight(entry));
    }
    for (int node = 0; node < part.nodes().length; node++) {
      assertThat(same.graph().degree(node)).isEqualTo(part.graph().degree(node));
    }
  }

  @Test
  void fanOutsBoundTheDrawAndItsMeanIsWhatTheWholeGraphGives() {
    EdgeList edges = RandomGraphs.edges(NODES, 600, 5);
    try (CsrGraph graph = CsrGraph.undirected(NODES, edges)) {
      NeighbourSampler sampler = new NeighbourSampler(graph, 3, 2);
      Random random = new Random(7);
      int hub = 0;
      double[] received = new double[NODES];
      int draws = 3_000;
      for (int i = 0; i < draws; i++) {
        try (SubGraph part = sampler.around(new int[] {hub}, random)) {
          assertThat(part.nodes()).hasSizeLessThanOrEqualTo(1 + 3 + 6);
          int own = part.own()[0];
          assertThat(part.graph().rowEnd(own) - part.graph().rowStart(own)).isEqualTo(3);
          for (int e = part.graph().rowStart(own); e < part.graph().rowEnd(own); e++) {
            received[part.nodes()[part.graph().column(e)]] += part.graph().weight(e) / draws;
          }
        }
      }
      double total = 0;
      double error = 0;
      for (int entry = graph.rowStart(hub); entry < graph.rowEnd(hub); entry++) {
        total += graph.weight(entry);
        error += Math.abs(received[graph.column(entry)] - graph.weight(entry));
      }
      assertThat(error / total).isLessThan(0.15);
      assertThat(Arrays.stream(received).sum()).isCloseTo(total, within(total * 0.05));
    }
    assertThatThrownBy(() -> new NeighbourSampler(null, 3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[3, 0]");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void clustersAreBalancedAndCutFarFewerEdgesThanChance(long seed) {
    int groups = 6;
    int nodes = 600;
    Random random = new Random(seed);
    EdgeList edges = new EdgeList();
    for (int i = 0; i < 4_000; i++) {
      int source = random.nextInt(nodes);
      int inside = source % groups + groups * random.nextInt(nodes / groups);
      edges.add(source, random.nextInt(10) == 0 ? random.nextInt(nodes) : inside);
    }
    try (CsrGraph graph = CsrGraph.undirected(nodes, edges)) {
      int[] clusterOf = new LdgPartitioner(groups, 0.1, 4).partition(graph);
      int[] sizes = new int[groups];
      int cut = 0;
      for (int node = 0; node < nodes; node++) {
        sizes[clusterOf[node]]++;
        for (int entry = graph.rowStart(node); entry < graph.rowEnd(node); entry++) {
          cut += clusterOf[graph.column(entry)] == clusterOf[node] ? 0 : 1;
        }
      }
      assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThanOrEqualTo(110);
      assertThat((double) cut / graph.entries()).isLessThan(0.45);
    }
  }

  @Test
  void smoothnessIsThatOfItsDefinition() {
    EdgeList edges = RandomGraphs.edges(NODES, 300, 5);
    try (CsrGraph graph = CsrGraph.undirected(NODES, edges)) {
      float[][] rows = new float[NODES][];
      float[][] alike = new float[NODES][];
      for (int i = 0; i < NODES; i++) {
        rows[i] = RandomGraphs.features(5, i);
        float root = (float) Math.sqrt(1 + graph.degree(i));
        alike[i] = new float[] {root, 2 * root, -root};
      }
      double cosines = 0;
      for (int i = 0; i < NODES; i++) {
        for (int j = 0; j < NODES; j++) {
          cosines += i == j ? 0 : cosine(rows[i], rows[j]) / (NODES * (NODES - 1.0));
        }
      }
      Smoothness found = Smoothness.of(graph, rows);
      assertThat(found.meanCosine()).isCloseTo(cosines, within(1e-6));
      assertThat(found.dirichletEnergy()).isBetween(0.3, 2.0);
      Smoothness none = Smoothness.of(graph, alike);
      assertThat(none.dirichletEnergy()).isCloseTo(0, within(1e-6));
      assertThat(none.meanCosine()).isCloseTo(1, within(1e-6));
    }
  }

  private static double cosine(float[] x, float[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int c = 0; c < x.length; c++) {
      xy += x[c] * y[c];
      xx += x[c] * x[c];
      yy += y[c] * y[c];
    }
    return xy / Math.sqrt(xx * yy);
  }
}
