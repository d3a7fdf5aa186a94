package io.eddy.cli.ingest;

import static io.eddy.cli.ingest.RawMix.Kind.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.config.Settings;
import io.eddy.ingest.EdgeIngest;
import io.eddy.ingest.IngestOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ingest against a real broker: whatever comes in and whenever it stops, each record counts once.
 */
final class IngestITCase {
  private static final int RECORDS = 3_000;
  private static final int KILLS = 3;
  private static final int KILL_RECORDS = 80_000;

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @Test
  void everyRecordCountsOnceAlthoughIngestStopsAndLosesItsState() {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "stop", folder.resolve("state"));
    RawMix mix = RawMix.of(1, RECORDS);
    run.send(mix.records().subList(0, RECORDS / 2));
    try (EdgeIngest ingest = EdgeIngest.start(run.settings())) {
      run.await("an edge", () -> !run.edgeIds().isEmpty());
    }
    run.send(mix.records().subList(RECORDS / 2, RECORDS));
    Settings elsewhere =
        run.settings().with(IngestOptions.STATE_DIR, folder.resolve("other").toString());
    try (EdgeIngest ingest = EdgeIngest.start(elsewhere)) {
      run.awaitAccountFor(RECORDS);
    }
    run.assertOutcomeOf(mix);
  }

  @Test
  @Tag("heavy")
  void everyRecordCountsOnceAlthoughTheProcessIsKilled() throws Exception {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "kill", folder.resolve("state"));
    RawMix mix = RawMix.of(2, KILL_RECORDS);
    int part = KILL_RECORDS / (KILLS + 1);
    int inTheMiddle = 0;
    Process process = start(run);
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        int seen = run.edgeIds().size();
        run.send(mix.records().subList(kill * part, (kill + 1) * part));
        run.await("further edges", () -> run.edgeIds().size() > seen);
        process.destroyForcibly().waitFor();
        int good = new RawMix(mix.records().subList(0, (kill + 1) * part)).of(GOOD).size();
        inTheMiddle += run.edgeIds().size() < good ? 1 : 0;
        process = start(run);
      }
      run.send(mix.records().subList(KILLS * part, KILL_RECORDS));
      run.awaitAccountFor(KILL_RECORDS);
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(inTheMiddle).as("kills with work left").isPositive();
    run.assertOutcomeOf(mix);
  }

  @Test
  void missingTopicsAreNamed() {
    EddyRun run =
        EddyRun.of(
            "ingest", "--bootstrap", KAFKA.bootstrapServers(), "-D", "eddy.topics.prefix=absent");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains("absent.edges.raw");
  }

  @Test
  void anAbsentMappingFileIsABadConfiguration() {
    IngestRun ingest = new IngestRun(KAFKA.bootstrapServers(), "mapping", folder);
    List<String> words =
        new ArrayList<>(List.of("ingest", "-D", "eddy.ingest.mapping=nowhere.yaml"));
    words.addAll(List.of(ingest.asWords()));
    EddyRun run = EddyRun.of(words.toArray(String[]::new));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere.yaml");
  }

  /** {@code eddy ingest} in a process of its own. */
  private Process start(IngestRun run) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.eddy.cli.Eddy",
                "ingest"));
    command.addAll(List.of(run.asWords()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().put("EDDY_LOGS", folder.resolve("logs").toString());
    return builder.start();
  }
}
