package io.eddy.model.smpnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsrGraphTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void rowsAreThoseOfTheDenseMatrixSortedAndWithoutRepetition(long seed) {
    int nodes = 5 + (int) seed * 7;
    EdgeList edges = RandomGraphs.edges(nodes, nodes * (int) seed, seed);
    for (boolean bothWays : new boolean[] {true, false}) {
      double[][] dense = RandomGraphs.dense(nodes, edges, bothWays);
      try (CsrGraph graph =
          bothWays ? CsrGraph.undirected(nodes, edges) : CsrGraph.directed(nodes, edges)) {
        assertSame(graph, dense);
        for (int row = 0; row < nodes; row++) {
          double degree = 0;
          for (double weight : dense[row]) {
            degree += weight;
          }
          assertThat((double) graph.degree(row)).isCloseTo(degree, within(1e-4));
          for (int entry = graph.rowStart(row) + 1; entry < graph.rowEnd(row); entry++) {
            assertThat(graph.column(entry)).isGreaterThan(graph.column(entry - 1));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void operatorsAreTheDenseOnes(long seed) {
    int nodes = 23;
    EdgeList edges = RandomGraphs.edges(nodes, 60, seed);
    double[][] a = RandomGraphs.dense(nodes, edges, true);
    try (CsrGraph graph = CsrGraph.undirected(nodes, edges)) {
      for (Aggregation aggregation :
          new Aggregation[] {Aggregation.SYMMETRIC, Aggregation.SUM, Aggregation.MEAN}) {
        try (CsrGraph operator = graph.operator(aggregation)) {
          assertSame(operator, DenseOperators.of(a, aggregation));
        }
      }
      assertThatThrownBy(() -> graph.operator(Aggregation.MAX))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("MAX");
    }
  }

  private static void assertSame(CsrGraph graph, double[][] dense) {
    double[][] found = new double[dense.length][dense.length];
    for (int row = 0; row < graph.nodes(); row++) {
      for (int entry = graph.rowStart(row); entry < graph.rowEnd(row); entry++) {
        found[row][graph.column(entry)] += graph.weight(entry);
        assertThat(graph.weight(entry)).isPositive();
      }
    }
    for (int row = 0; row < dense.length; row++) {
      assertThat(found[row]).as("row %d", row).containsExactly(dense[row], within(1e-5));
    }
  }

  @Test
  void aGraphWithoutEdgesOrNodesIsAGraph() {
    try (CsrGraph none = CsrGraph.undirected(0, new EdgeList());
        CsrGraph lonely = CsrGraph.undirected(3, new EdgeList())) {
      assertThat(none.nodes()).isZero();
      assertThat(none.entries()).isZero();
      assertThat(lonely.rowEnd(2)).isZero();
      try (CsrGraph operator = lonely.operator(Aggregation.SYMMETRIC)) {
        assertThat(operator.entries()).isEqualTo(3);
        assertThat(operator.weight(2)).isEqualTo(1);
      }
    }
  }

  @Test
  void badEdgesAreNamed() {
    EdgeList edges = new EdgeList();
    assertThatThrownBy(() -> edges.add(-1, 2)).hasMessageContaining("-1 → 2");
    assertThatThrownBy(() -> edges.add(1, 2, 0)).hasMessageContaining("weight 0.0");
    assertThatThrownBy(() -> edges.add(1, 2, Float.NaN)).hasMessageContaining("NaN");
    edges.add(1, 7);
    assertThatThrownBy(() -> CsrGraph.undirected(7, edges))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node 7")
        .hasMessageContaining("0 to 6");
  }

  @Test
  void aClosedGraphIsNotRead() {
    EdgeList edges = new EdgeList();
    edges.add(0, 1);
    CsrGraph graph = CsrGraph.undirected(2, edges);
    assertThat(graph.bytes()).isEqualTo(4 * (3 + 2 + 2 + 2));
    graph.close();
    graph.close();
    assertThatThrownBy(() -> graph.column(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
