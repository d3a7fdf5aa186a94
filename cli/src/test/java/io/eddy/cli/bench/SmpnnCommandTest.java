package io.eddy.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.data.Planetoid;
import org.junit.jupiter.api.Test;

final class SmpnnCommandTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void growingGraphsAreMeasured() throws Exception {
    EddyRun run =
        EddyRun.of(
            "bench", "smpnn", "--part=scale", "--edges=120000", "-D", "eddy.device=cpu", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode scale = json.readTree(run.out()).at("/scale");
    assertThat(scale.at("/bandwidth").asDouble()).isPositive();
    assertThat(scale.at("/rows")).hasSize(2);
    assertThat(scale.at("/rows/1/edges").asInt()).isEqualTo(120_000);
    assertThat(scale.at("/rows/1/nodes").asInt()).isEqualTo(12_000);
    for (String key : new String[] {"build", "seconds", "edgesPerSecond", "product", "share"}) {
      assertThat(scale.at("/rows/0/" + key).asDouble()).as(key).isPositive();
    }
    // Features, result and two rows a node of 64 numbers each are 12 MB; the graph comes on top.
    assertThat(scale.at("/rows/1/mebibytes").asInt()).isBetween(12, 40);
    assertThat(scale.at("/memorySlope").asDouble()).isBetween(0.2, 2.0);
    assertThat(json.readTree(run.out()).at("/accuracies")).isEmpty();
  }

  @Test
  void networksAreComparedAndTakenApart() throws Exception {
    assumeThat(Planetoid.atHand("cora")).as("planetoid/cora in the data folder").isTrue();
    EddyRun run =
        EddyRun.of(
            "bench",
            "smpnn",
            "--part=accuracy,ablation",
            "--data=cora",
            "--seeds=2",
            "--part-seeds=1",
            "--epochs=1",
            "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode rows = json.readTree(run.out()).at("/accuracies");
    assertThat(rows.findValuesAsText("model"))
        .containsExactly(
            "GCN, labels only",
            "GCN",
            "SMPNN, labels only",
            "SMPNN",
            "SMPNN, attributes first",
            "all parts",
            "no residual",
            "no α",
            "no LayerNorm",
            "no feed-forward",
            "with attention");
    for (JsonNode row : rows) {
      assertThat(row.at("/test").asDouble()).isBetween(0.0, 1.0);
      assertThat(row.at("/meanCosine").asDouble()).isBetween(-1.0, 1.001);
      assertThat(row.at("/seeds").asInt())
          .isEqualTo(row.at("/part").asText().equals("accuracy") ? 2 : 1);
    }
  }

  @Test
  void impossibleNumbersExitWith2() {
    EddyRun run = EddyRun.of("bench", "smpnn", "--seeds=0", "--edges=5");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--seeds 0").contains("--edges 5");
  }
}
