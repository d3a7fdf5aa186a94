package io.eddy.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.broker.TopicDump;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplayCommandTest {
  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  private static final String SMALL =
      "src,dst,time,amount\nann,bob,100,1.5\nbob,cy,101,2\nann,cy,103,-1\n";

  @TempDir Path temp;

  @Test
  void sendsEveryEventInOrderKeyedBySource() throws Exception {
    createTopics("order");
    EddyRun run = replay("order", SMALL, "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertThat(result.get("events").asLong()).isEqualTo(3);
    assertThat(result.get("labels").asLong()).isZero();

    List<ConsumerRecord<byte[], byte[]>> records =
        TopicDump.read(KAFKA.bootstrapServers(), "order.edges.raw");
    assertThat(records).extracting(r -> text(r.key())).containsExactly("ann", "bob", "ann");
    assertThat(text(records.get(0).value()))
        .isEqualTo(
            "{\"id\":\"small-0\",\"src\":\"ann\",\"dst\":\"bob\",\"time\":100000000,\"features\":[1.5]}");
    assertThat(records).allMatch(record -> record.timestampType() == TimestampType.LOG_APPEND_TIME);
  }

  @Test
  void sendsOnlyTheSliceAskedFor() throws Exception {
    createTopics("slice");
    assertThat(replay("slice", SMALL, "--from", "101", "--limit", "1").exit()).isZero();
    assertThat(TopicDump.read(KAFKA.bootstrapServers(), "slice.edges.raw"))
        .singleElement()
        .satisfies(record -> assertThat(text(record.value())).contains("small-1"));
  }

  @Test
  void followsTheScheduleInOrder() throws Exception {
    createTopics("paced");
    assertThat(replay("paced", SMALL, "--speed", "100").out()).contains("sent 3 events");
    assertThat(replay("paced", SMALL, "--rate", "100").out()).contains("sent 3 events");
    assertThat(TopicDump.read(KAFKA.bootstrapServers(), "paced.edges.raw")).hasSize(6);
  }

  @Test
  void labelsOfADataSetAreSentToo() throws Exception {
    createTopics("labels");
    EddyRun run =
        EddyRun.of(
            "replay",
            "--data",
            "payments",
            "--limit",
            "20000",
            "--json",
            "-D",
            "eddy.topics.prefix=labels",
            "--bootstrap",
            KAFKA.bootstrapServers());
    assertThat(run.exit()).as(run.err()).isZero();
    long labels = new ObjectMapper().readTree(run.out()).get("labels").asLong();
    assertThat(labels).isPositive();
    assertThat(TopicDump.read(KAFKA.bootstrapServers(), "labels.labels")).hasSize((int) labels);
  }

  @Test
  void missingTopicsAreNamed() throws Exception {
    EddyRun run = replay("missing", SMALL);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("'missing.edges.raw'")
        .contains("eddy topics create");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''|empty", "not a data set|garbage", "'src,dst,time\nann,bob,soon\n'|badtime"})
  void dataThatCannotBeReadIsOneMessageAndSendsNothing(String content, String prefix)
      throws Exception {
    createTopics(prefix);
    EddyRun run = replay(prefix, content);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains("small.csv");
    assertThat(TopicDump.read(KAFKA.bootstrapServers(), prefix + ".edges.raw")).isEmpty();
  }

  @Test
  void unknownDataSetsAreAnsweredWithTheKnownOnes() {
    createTopics("unknown");
    EddyRun run =
        EddyRun.of(
            "replay",
            "--data",
            "wikipedja",
            "-D",
            "eddy.topics.prefix=unknown",
            "--bootstrap",
            KAFKA.bootstrapServers());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("'wikipedja'").contains("wikipedia");
  }

  @Test
  void badSpeedsAreBadUsage() throws Exception {
    assertThat(replay("x", SMALL, "--speed", "fast").exit()).isEqualTo(2);
    assertThat(replay("x", SMALL, "--speed", "1", "--rate", "1").exit()).isEqualTo(2);
    assertThat(replay("x", SMALL, "--rate", "0").exit()).isEqualTo(2);
    assertThat(replay("x", SMALL, "--limit", "-1").exit()).isEqualTo(2);
    assertThat(replay("x", SMALL, "--from", "yesterday").exit()).isEqualTo(2);
  }

  private EddyRun replay(String prefix, String content, String... further) throws Exception {
    Path file = Files.writeString(temp.resolve("small.csv"), content);
    List<String> words =
        new ArrayList<>(
            List.of(
                "replay",
                "--data",
                file.toString(),
                "-D",
                "eddy.topics.prefix=" + prefix,
                "--bootstrap",
                KAFKA.bootstrapServers()));
    words.addAll(List.of(further));
    return EddyRun.of(words.toArray(String[]::new));
  }

  private static void createTopics(String prefix) {
    assertThat(
            EddyRun.of(
                    "topics",
                    "create",
                    "-D",
                    "eddy.topics.prefix=" + prefix,
                    "--bootstrap",
                    KAFKA.bootstrapServers())
                .exit())
        .isZero();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
