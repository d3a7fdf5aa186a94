package io.eddy.model.smpnn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeaturePlanTest {
  private static final long HOUR = 3_600_000_000L;
  private static final long NOW = 1_700_000_000_000_000L;
  private static final int SKETCH = 6;

  private final CsrGraph graph = CsrGraph.undirected(3, edges());

  @AfterEach
  void free() {
    graph.close();
  }

  @Test
  void aManifestSaysWhichFeaturesThereAre() {
    for (FeaturePlan plan :
        new FeaturePlan[] {
          FeaturePlan.GRAPH,
          new FeaturePlan(true, 0, ""),
          new FeaturePlan(false, 172, "3f0c2a9b1d4e"),
          new FeaturePlan(true, 4, "v1")
        }) {
      assertThat(FeaturePlan.parse(plan.name())).contains(plan);
    }
    assertThat(FeaturePlan.GRAPH.name()).isEqualTo(NodeFeatures.NAME);
    assertThat(FeaturePlan.parse("given")).isEmpty();
    assertThat(FeaturePlan.parse("structure+sketch+memory:0:v")).isEmpty();
    assertThat(FeaturePlan.parse("structure+sketch+memory:4:v+time")).isEmpty();
    assertThatThrownBy(() -> new FeaturePlan(true, 4, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timesAndMemoriesStandBehindTheGraphsFeatures() {
    FeaturePlan plan = new FeaturePlan(true, 2, "v");
    int columns = NodeFeatures.STRUCTURE + SKETCH + plan.extraColumns();
    NodeActivity activity = new NodeActivity();
    activity.add(0, 2, NOW - 25 * HOUR, NOW - 24 * HOUR);
    activity.add(0, 1, NOW - 24 * HOUR, NOW - HOUR / 2);
    activity.add(1, 1, NOW + HOUR, NOW + HOUR);
    float[] rows =
        plan.features(
            graph,
            i -> "n" + i,
            columns,
            activity,
            NOW,
            node -> node == 2 ? new float[] {3, 4} : null);
    float[] alone = NodeFeatures.of(graph, i -> "n" + i, columns - plan.extraColumns());
    int base = columns - plan.extraColumns();
    for (int node = 0; node < 3; node++) {
      assertThat(Arrays.copyOfRange(rows, node * columns, node * columns + base))
          .isEqualTo(Arrays.copyOfRange(alone, node * base, (node + 1) * base));
    }
    assertThat(Arrays.copyOfRange(rows, base, columns))
        .containsExactly(
            new float[] {
              (float) Math.log(4),
              (float) Math.log(1.5),
              (float) Math.log(26),
              (float) Math.log(1 + 24.5 / 2),
              -1,
              (float) Math.cos(Math.PI / 24),
              (float) Math.cos(Math.PI / 168),
              (float) Math.cos(Math.PI / 720),
              0,
              0
            },
            within(1e-6f));
    // What happens after the moment has age 0.
    assertThat(rows[columns + base + 1]).isZero();
    assertThat(rows[columns + base + 4]).isEqualTo(1);
    // No events: nothing is known of times.
    assertThat(Arrays.copyOfRange(rows, 2 * columns + base, 3 * columns))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 3, 4);
  }

  /** A network may be asked about a later window. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void timesAreRelativeToTheMoment(long seed) {
    Random random = new Random(seed);
    FeaturePlan plan = new FeaturePlan(true, 0, "");
    int columns = NodeFeatures.STRUCTURE + plan.extraColumns();
    long shift = 1_000 * HOUR;
    NodeActivity now = new NodeActivity();
    NodeActivity later = new NodeActivity();
    for (int i = 0; i < 50; i++) {
      int node = random.nextInt(3);
      long time = NOW - random.nextInt(1_000) * HOUR;
      now.add(node, 1, time, time);
      later.add(node, 1, time + shift, time + shift);
    }
    assertThat(plan.features(graph, i -> "n", columns, later, NOW + shift, i -> null))
        .isEqualTo(plan.features(graph, i -> "n", columns, now, NOW, i -> null));
    assertThat(now.renumbered(new int[] {2, 0, 1}).newestMicros(2)).isEqualTo(now.newestMicros(0));
  }

  @Test
  void whatDoesNotFitIsNamed() {
    FeaturePlan memory = new FeaturePlan(false, 2, "v");
    assertThatThrownBy(() -> memory.features(graph, i -> "n" + i, 9, null, 0, i -> new float[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("memory of node 'n0' has 3 components")
        .hasMessageContaining("memories of 2");
    assertThatThrownBy(() -> memory.features(graph, i -> "n", 5, null, 0, i -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 columns");
    FeaturePlan time = new FeaturePlan(true, 0, "");
    assertThatThrownBy(() -> time.features(graph, i -> "n", 20, null, 0, i -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("times");
  }

  private static EdgeList edges() {
    EdgeList edges = new EdgeList(2);
    edges.add(0, 1);
    edges.add(1, 2);
    return edges;
  }
}
