package io.eddy.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RipplesCommandTest {
  @Test
  void everyNetworkIsTrainedAndMeasuredOnTheSameStreams() throws Exception {
    EddyRun run =
        EddyRun.of(
            "bench", "ripples", "--events=3000", "--seeds=2", "--epochs=1", "--width=4", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertThat(result.at("/testLabels").asInt()).isPositive();
    assertThat(result.at("/fraudShare").asDouble()).isBetween(0.1, 0.5);
    List<String> names = new ArrayList<>();
    for (JsonNode network : result.at("/runs")) {
      names.add(network.at("/network").asText());
      assertThat(network.at("/averagePrecision")).hasSize(2);
      network
          .at("/averagePrecision")
          .forEach(precision -> assertThat(precision.asDouble()).isBetween(0.05, 1.0));
    }
    assertThat(names).containsExactly("hops 0", "hops 1", "hops 2, ACT", "hops 2, Iter");
    assertThat(run.err()).contains("hops 2, Iter, seed 2: test AP");
  }

  @Test
  void anOddWidthIsBadUsage() {
    EddyRun run = EddyRun.of("bench", "ripples", "--width=5");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--width 5", "an even width");
  }
}
