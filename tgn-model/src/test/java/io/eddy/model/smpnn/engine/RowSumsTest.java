package io.eddy.model.smpnn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.model.dense.VectorApi;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.RandomGraphs;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowSumsTest {
  private static final int NODES = 90;

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 40, 64, 67, 200, 300})
  void loopsAreOneChainOfFusedMultiplyAddsInTheOrderOfTheEntries(int width) {
    try (CsrGraph graph = graph(width)) {
      NodeRows x = rows(width);
      RowSums loops = new LoopSums(graph, x);
      for (int node = 0; node < NODES; node++) {
        int own = node % 3 == 0 ? RowSums.NONE : node;
        assertThat(sum(loops, graph, x, node, own)).isEqualTo(chain(graph, x, node, own));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 16, 40, 64, 67, 200, 300})
  void vectorsGiveTheBitsOfTheLoops(int width) {
    Assumptions.assumeTrue(
        VectorApi.present(), "this JVM runs without --add-modules jdk.incubator.vector");
    try (CsrGraph graph = graph(width)) {
      NodeRows x = rows(width);
      RowSums loops = new LoopSums(graph, x);
      RowSums vectors = new PanelSums(graph, x);
      for (int node = 0; node < NODES; node++) {
        int own = node % 3 == 0 ? RowSums.NONE : node;
        assertThat(sum(vectors, graph, x, node, own)).isEqualTo(sum(loops, graph, x, node, own));
      }
    }
  }

  @Test
  void rowsThatExceedAnArrayAreRefusedInWords() {
    assertThatThrownBy(() -> new NodeRows(200_000_000, 17))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200,000,000 nodes with rows of 17 values, padded to 32")
        .hasMessageContaining("clusters");
  }

  /** Rows of 0 to many entries, with weights. */
  private static CsrGraph graph(long seed) {
    EdgeList drawn = RandomGraphs.edges(NODES / 2, 400, seed);
    EdgeList edges = new EdgeList();
    for (int i = 0; i < drawn.size(); i++) {
      edges.add(drawn.source(i), drawn.target(i) + i % 2 * 40, drawn.weight(i));
    }
    return CsrGraph.directed(NODES, edges);
  }

  private static NodeRows rows(int width) {
    NodeRows rows = new NodeRows(NODES, width);
    for (int node = 0; node < NODES; node++) {
      rows.set(node, RandomGraphs.features(width, node));
    }
    return rows;
  }

  private static float[] sum(RowSums sums, CsrGraph graph, NodeRows x, int node, int own) {
    float[] y = new float[x.stride()];
    sums.sum(graph.rowStart(node), graph.rowEnd(node), own, 0.3f, y);
    return Arrays.copyOf(y, x.width());
  }

  private static float[] chain(CsrGraph graph, NodeRows x, int node, int own) {
    float[][] rows = x.copy(NODES);
    float[] y = new float[x.width()];
    for (int c = 0; c < y.length; c++) {
      for (int entry = graph.rowStart(node); entry < graph.rowEnd(node); entry++) {
        y[c] = Math.fma(graph.weight(entry), rows[graph.column(entry)][c], y[c]);
      }
      y[c] = (own == RowSums.NONE ? y[c] : y[c] + rows[own][c]) * 0.3f;
    }
    return y;
  }
}
