package io.eddy.ingest.internal.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.IngestStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTopologyTest {
  private static final Instant T = IngestDriver.NOW.minus(Duration.ofDays(1));

  @TempDir Path state;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void edgesAreKeyedBySourceAndCarryTheEventTime(int partitions) {
    try (IngestDriver ingest = driver(partitions, Map.of())) {
      ingest.send("{\"id\":\"e\",\"src\":\"é\",\"dst\":\"b\",\"time\":1999,\"features\":[1.5]}");

      TestRecord<byte[], byte[]> record = ingest.edgeRecords().get(0);
      assertThat(new String(record.key(), UTF_8)).isEqualTo("é");
      assertThat(record.timestamp()).isEqualTo(1);
      assertThat(record.headers()).isEmpty();
      ingest.send("{\"id\":\"f\",\"src\":\"é\",\"dst\":\"b\",\"time\":1999,\"features\":[1.5]}");
      assertThat(ingest.edges())
          .containsExactly(
              new EdgeEvent("f", "é", "b", Instant.ofEpochSecond(0, 1_999_000), List.of(1.5f), ""));
    }
  }

  @Test
  void deadLettersKeepKeyBytesHeadersAndTimeAndSayWhy() {
    try (IngestDriver ingest = driver(1, Map.of())) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", new byte[] {1});
      headers.add("trace", new byte[] {2});
      byte[] key = {0, -1};
      byte[] value = {'{', -1, 0};
      ingest.event("ok", T);
      ingest.send(key, value, headers, 77);

      TestRecord<byte[], byte[]> letter = ingest.deadLetters().get(0);
      assertThat(letter.key()).isEqualTo(key);
      assertThat(letter.value()).isEqualTo(value);
      assertThat(letter.timestamp()).isEqualTo(77);
      assertThat(letter.headers().headers("trace")).hasSize(2);
      assertThat(header(letter, "eddy.dlq.code")).isEqualTo("invalid-utf8");
      assertThat(header(letter, "eddy.dlq.reason"))
          .isEqualTo("The record is no UTF-8 text: byte 1 is 0xff; write it in UTF-8.");
      assertThat(header(letter, "eddy.dlq.topic")).isEqualTo("eddy.edges.raw");
      assertThat(header(letter, "eddy.dlq.partition")).isEqualTo("0");
      assertThat(header(letter, "eddy.dlq.offset")).isEqualTo("1");
      assertThat(ingest.edgeIds()).containsExactly("ok");
    }
  }

  @Test
  void deadLettersMayHaveNeitherKeyNorValueNorTime() {
    try (IngestDriver ingest = driver(1, Map.of())) {
      ingest.send(null, null, new RecordHeaders(), 0);

      TestRecord<byte[], byte[]> letter = ingest.deadLetters().get(0);
      assertThat(letter.key()).isNull();
      assertThat(letter.value()).isNull();
      assertThat(header(letter, "eddy.dlq.code")).isEqualTo("no-value");
    }
  }

  @Test
  void anEdgeThatItsTopicWouldNotTakeIsADeadLetter() {
    try (IngestDriver ingest = driver(1, Map.of())) {
      String manyFeatures = "1,".repeat(249_990) + "1";
      ingest.send(
          "{\"id\":\"e\",\"src\":\"a\",\"dst\":\"b\",\"time\":1999,\"features\":[%s]}"
              .formatted(manyFeatures));
      ingest.send(
          "{\"id\":\"f\",\"src\":\"a\",\"dst\":\"b\",\"time\":1999,\"features\":[%s,1,1,1,1,1]}"
              .formatted(manyFeatures));

      assertThat(ingest.edgeIds()).containsExactly("e");
      TestRecord<byte[], byte[]> letter = ingest.deadLetters().get(0);
      assertThat(header(letter, "eddy.dlq.code")).isEqualTo("large-edge");
      assertThat(header(letter, "eddy.dlq.reason"))
          .contains("with 249996 features", "expected at most 1000000 bytes");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, memory",
    "1, rocksdb",
    "4, memory",
    "4, rocksdb",
  })
  void dropsAnIdSeenWithinTheWindowInEitherDirection(int partitions, String store) {
    try (IngestDriver ingest =
        driver(
            partitions,
            Map.of("eddy.ingest.dedupe.window", "10 s", "eddy.ingest.dedupe.store", store))) {
      Instant first = Instant.ofEpochSecond(1_000_009);
      ingest.event("x", first);
      ingest.event("x", first);
      ingest.event("x", first.plusSeconds(10));
      ingest.event("x", first.minusSeconds(10));
      assertThat(ingest.edgeIds()).containsExactly("x");

      ingest.event("x", first.plusMillis(10_001));
      ingest.event("x", first.minusMillis(10_001));
      ingest.event("y", first);
      assertThat(ingest.edgeIds()).containsExactly("x", "x", "y");

      ingest.event("x", first.plusSeconds(20));
      ingest.event("x", first.minusSeconds(20));
      assertThat(ingest.edges()).isEmpty();
    }
  }

  @Test
  void aStrayEventAtTheBoundDoesNotHideDuplicatesOfHonestOnes() {
    try (IngestDriver ingest = driver(1, Map.of())) {
      ingest.event("on-time", IngestDriver.NOW);
      ingest.event("late", IngestDriver.NOW.minus(Duration.ofHours(1)));
      ingest.event("stray", IngestDriver.NOW.plus(Duration.ofHours(1)));
      assertThat(ingest.edgeIds()).hasSize(3);

      ingest.event("on-time", IngestDriver.NOW);
      ingest.event("late", IngestDriver.NOW.minus(Duration.ofHours(1)));
      ingest.event("late-too", IngestDriver.NOW.minus(Duration.ofHours(1)));
      ingest.event("late-too", IngestDriver.NOW.minus(Duration.ofHours(1)));
      assertThat(ingest.edgeIds()).containsExactly("late-too");
    }
  }

  @Test
  void eventsTooFarBehindForTheCheckGoThroughAndAreCountedAsEdges() {
    try (IngestDriver ingest = driver(1, Map.of())) {
      ingest.event("new", T);
      ingest.event("old", T.minus(Duration.ofDays(30)));
      ingest.event("old", T.minus(Duration.ofDays(30)));

      assertThat(ingest.edgeIds()).containsExactly("new", "old", "old");
      assertThat(ingest.statuses().get("deduplicate-0").getEdges()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aWindowOfZeroKeepsDuplicates(int partitions) {
    try (IngestDriver ingest = driver(partitions, Map.of("eddy.ingest.dedupe.window", "0 s"))) {
      ingest.event("x", T);
      ingest.event("x", T);

      assertThat(ingest.edgeIds()).containsExactly("x", "x");
      assertThat(ingest.topology().describe().subtopologies()).hasSize(1);
    }
  }

  @Test
  void tasksReportTheirTotalsOnlyWhenTheyChanged() {
    try (IngestDriver ingest = driver(1, Map.of())) {
      ingest.event("x", T);
      ingest.event("x", T);
      ingest.send("garbage");

      assertThat(ingest.statuses())
          .isEqualTo(
              Map.of(
                  "validate-0", new IngestStatus("validate-0", 3L, 0L, 1L, 0L),
                  "deduplicate-0", new IngestStatus("deduplicate-0", 0L, 1L, 0L, 1L)));
      assertThat(ingest.statuses()).isEmpty();
      ingest.send("garbage");
      assertThat(ingest.statuses()).containsOnlyKeys("validate-0");
    }
  }

  @Test
  void onlySeveralPartitionsAreRepartitioned() {
    try (IngestDriver one = driver(1, Map.of());
        IngestDriver four = driver(4, Map.of("eddy.ingest.application-id", "four"))) {
      assertThat(one.topology().describe().subtopologies()).hasSize(1);
      assertThat(four.topology().describe().subtopologies()).hasSize(2);
      assertThat(four.topology().describe().toString()).contains("by-event-id-repartition");
    }
  }

  private IngestDriver driver(int partitions, Map<String, String> options) {
    return new IngestDriver(state, partitions, options);
  }

  private static String header(TestRecord<byte[], byte[]> record, String key) {
    return new String(record.headers().lastHeader(key).value(), UTF_8);
  }
}
