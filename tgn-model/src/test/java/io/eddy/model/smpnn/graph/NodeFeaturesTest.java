package io.eddy.model.smpnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NodeFeaturesTest {
  private static final int COLUMNS = NodeFeatures.STRUCTURE + 128;

  @Test
  void structureIsThatOfTheGraph() {
    EdgeList edges = new EdgeList();
    edges.add(0, 1, 2);
    edges.add(0, 2, 4);
    try (CsrGraph graph = CsrGraph.undirected(4, edges)) {
      float[] features = NodeFeatures.of(graph, i -> "n" + i, NodeFeatures.STRUCTURE);
      float one = (float) Math.log(2);
      float two = (float) Math.log(3);
      assertThat(features)
          .containsExactly(
              new float[] {
                two,
                (float) Math.log(7),
                one,
                one, //
                one,
                two,
                two,
                two, //
                one,
                (float) Math.log(5),
                two,
                two, //
                0,
                0,
                0,
                0
              },
              within(1e-6f));
    }
  }

  @Test
  void sketchesDependOnTheNameAloneAndAreNearlyOrthogonal() {
    EdgeList edges = new EdgeList();
    edges.add(0, 1);
    try (CsrGraph graph = CsrGraph.undirected(60, edges);
        CsrGraph other = CsrGraph.undirected(61, edges)) {
      float[] features = NodeFeatures.of(graph, i -> "account-" + i, COLUMNS);
      float[] moved = NodeFeatures.of(other, i -> "account-" + (i - 1), COLUMNS);
      for (int i = 0; i < 60; i++) {
        assertThat(sketch(moved, i + 1)).containsExactly(sketch(features, i));
        for (int j = 0; j < i; j++) {
          double dot = 0;
          for (int c = 0; c < COLUMNS - NodeFeatures.STRUCTURE; c++) {
            dot += sketch(features, i)[c] * sketch(features, j)[c];
          }
          assertThat(dot).as("%d, %d", i, j).isBetween(-0.5, 0.5);
        }
      }
      assertThatThrownBy(() -> NodeFeatures.of(graph, i -> "", 3))
          .hasMessageContaining("3 columns");
    }
  }

  private static float[] sketch(float[] features, int node) {
    return Arrays.copyOfRange(
        features, node * COLUMNS + NodeFeatures.STRUCTURE, (node + 1) * COLUMNS);
  }
}
