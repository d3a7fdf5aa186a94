package io.eddy.cli.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.ingest.IngestRun;
import io.eddy.ingest.EdgeIngest;
import io.eddy.ingest.IngestOptions;
import io.eddy.jobs.event.Undecodable;
import io.eddy.jobs.kafka.DeadLetterSerializer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DlqCommandTest {
  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void refusedRecordsAreListedAndReplayedOnceTheCauseIsMended() throws Exception {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "mend", folder);
    run.sendJson(
        "{\"id\":\"good\",\"src\":\"a\",\"dst\":\"b\",\"time\":1700000000000000}",
        "{\"id\":\"loop\",\"src\":\"a\",\"dst\":\"a\",\"time\":1700000000000000}",
        "no json");
    try (EdgeIngest ingest =
        EdgeIngest.start(run.settings().with(IngestOptions.SELF_LOOPS, "reject"))) {
      run.await("two dead letters", () -> run.deadLetters().size() == 2);
    }

    JsonNode letters = json.readTree(dlq(run, "list", "--json").out());
    assertThat(letters).hasSize(2);
    assertThat(letters.findValuesAsText("code"))
        .containsExactlyInAnyOrder("self-loop", "invalid-json");
    assertThat(letters.findValuesAsText("value")).contains("no json");
    assertThat(letters.findValuesAsText("originTopic")).containsOnly("mend.edges.raw");
    assertThat(dlq(run, "list").out()).contains("self-loop", "no json");
    assertThat(json.readTree(dlq(run, "list", "--limit", "1", "--json").out())).hasSize(1);

    assertThat(json.readTree(dlq(run, "replay", "--code", "self-loop", "--json").out()))
        .isEqualTo(json.readTree("{\"replayed\":1}"));
    assertThat(dlq(run, "replay", "--code", "self-loop").out()).contains("replayed 0 ");
    try (EdgeIngest ingest = EdgeIngest.start(run.settings())) {
      run.await("both edges", () -> run.edgeIds().size() == 2);
    }
    assertThat(run.edgeIds()).containsExactlyInAnyOrder("good", "loop");
  }

  @Test
  void whatTheJobRefusedGoesBackToTheEdges() throws Exception {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "edge", folder);
    byte[] bytes = {1, 2, 3};
    Undecodable bad =
        new Undecodable(
            new byte[] {9},
            bytes,
            List.of(new Undecodable.Header("trace", new byte[] {7})),
            1,
            42,
            "no frame");
    run.sendRecord(
        new DeadLetterSerializer("edge.edges", "edge.edges.dlq").serialize(bad, null, null));

    assertThat(dlq(run, "replay", "--code", "undecodable-edge").out()).contains("replayed 1 ");

    assertThat(run.rawRecords()).isEmpty();
    assertThat(run.edgeRecords())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).containsExactly(9);
              assertThat(record.value()).isEqualTo(bytes);
              assertThat(record.headers())
                  .extracting(Header::key)
                  .containsExactly("trace", "eddy.dlq.replayed");
            });
  }

  @Test
  void anEmptyTopicIsNoFailure() throws Exception {
    IngestRun run = new IngestRun(KAFKA.bootstrapServers(), "none", folder);
    assertThat(dlq(run, "list").out()).contains("No dead letters");
    assertThat(json.readTree(dlq(run, "list", "--json").out())).isEmpty();
    assertThat(dlq(run, "replay").out()).contains("replayed 0 ");
  }

  @Test
  void missingTopicsAreNamed() {
    EddyRun run =
        EddyRun.of(
            "dlq",
            "list",
            "-D",
            "eddy.topics.prefix=gone",
            "--bootstrap",
            KAFKA.bootstrapServers());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains("gone.edges.dlq");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--code nonsense", "--from 3", "--partition x"})
  void badFiltersAreBadUsage(String words) {
    List<String> line = new ArrayList<>(List.of("dlq", "replay"));
    line.addAll(List.of(words.split(" ")));
    assertThat(EddyRun.of(line.toArray(String[]::new)).exit()).isEqualTo(2);
  }

  private static EddyRun dlq(IngestRun run, String... words) {
    List<String> line = new ArrayList<>(List.of("dlq"));
    line.addAll(List.of(words));
    line.addAll(List.of(run.asWords()));
    EddyRun result = EddyRun.of(line.toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isZero();
    return result;
  }
}
