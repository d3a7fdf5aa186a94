package io.eddy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.data.DataCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoITCase {
  private static final int WIKIPEDIA_EVENTS = 157_474;

  @TempDir Path folder;

  @Test
  void everyPaymentOfADemoMeetsItsEnd() throws IOException {
    EddyRun run =
        EddyRun.of(
            "demo", "--limit=3000", "--exit", "--json", "--dashboard-port=0", "--dir=" + folder);
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode summary = new ObjectMapper().readTree(run.out());
    assertThat(summary.path("events").asLong()).isEqualTo(3_000);
    assertThat(summary.path("predictions").asLong()).isEqualTo(3_000);
    assertThat(summary.path("test").path("count").asLong()).isPositive();
    assertThat(summary.path("eventsPerSecond").asLong()).isPositive();
    assertThat(run.err()).contains("dashboard: http://");
    assertThat(folder.resolve("broker")).isDirectory();
  }

  @Test
  void badOptionsAreRefusedBeforeAnythingStarts() {
    EddyRun run = EddyRun.of("demo", "--parallelism=0", "--dir=" + folder);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("eddy.parallelism").contains("'0'").contains("at least 1");
    EddyRun none = EddyRun.of("demo", "--bundle=" + folder, "--dir=" + folder);
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).startsWith("eddy: ").contains("is no bundle", "manifest.json");
    EddyRun endless =
        EddyRun.of("demo", "--predictor=none", "-Deddy.order.late=drop", "--dir=" + folder);
    assertThat(endless.exit()).isEqualTo(2);
    assertThat(endless.err()).contains("eddy.predictor: 'none'", "eddy.order.late: 'drop'");
    EddyRun incomplete = EddyRun.of("demo", "--predictor=eddy", "--dir=" + folder);
    assertThat(incomplete.exit()).isEqualTo(2);
    assertThat(incomplete.err()).contains("`eddy train eddy`", "--bundle DIR");
    EddyRun incomparable = EddyRun.of("demo", "--compare", "--dir=" + folder);
    assertThat(incomparable.exit()).isEqualTo(2);
    assertThat(incomparable.err()).contains("--compare", "eddy.predictor is 'recency'");
    assertThat(folder).isEmptyDirectory();
  }

  /** The published numbers of the recency rule, through the whole system, from the topic. */
  @Tag("heavy")
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void wikipediaGivesThePublishedQualityLive(int parallelism) throws IOException {
    assumeThat(DataCatalog.standard().path("wikipedia"))
        .as("wikipedia/wikipedia.csv.gz in EDDY_DATA or ../shared/data")
        .isPresent();
    EddyRun run =
        EddyRun.of(
            "demo",
            "--data=wikipedia",
            "--exit",
            "--json",
            "--dashboard-port=0",
            "--parallelism=" + parallelism);
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode summary = new ObjectMapper().readTree(run.out());
    for (String count : new String[] {"events", "predictions"}) {
      assertThat(summary.path(count).asLong()).isEqualTo(WIKIPEDIA_EVENTS);
    }
    if (parallelism == 1) {
      Map.of("validation", 0.8408, "test", 0.8194)
          .forEach(
              (part, mrr) ->
                  assertThat(summary.path(part).path("mrr").asDouble())
                      .as(part)
                      .isCloseTo(mrr, within(0.0005)));
    }
  }
}
