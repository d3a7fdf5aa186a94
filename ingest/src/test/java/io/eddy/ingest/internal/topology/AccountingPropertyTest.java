package io.eddy.ingest.internal.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.schemas.IngestStatus;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records in = edges + dead letters + duplicates, whatever comes in. */
class AccountingPropertyTest {
  private static final int RECORDS = 2_000;

  @TempDir Path state;

  static Stream<Arguments> seedsAndPartitions() {
    return Stream.of(1, 2, 3, 4, 5)
        .flatMap(seed -> Stream.of(1, 3).map(partitions -> Arguments.of(seed, partitions)));
  }

  @ParameterizedTest
  @MethodSource("seedsAndPartitions")
  void everyRecordIsAnEdgeOrADeadLetterOrADuplicate(int seed, int partitions) {
    Random random = new Random(seed);
    try (IngestDriver ingest =
        new IngestDriver(state, partitions, Map.of("eddy.ingest.dedupe.store", "memory"))) {
      for (int i = 0; i < RECORDS; i++) {
        byte[] key = random.nextBoolean() ? null : new byte[] {(byte) i};
        ingest.send(key, record(i, random), new RecordHeaders(), i);
      }

      long edges = ingest.edgeRecords().size();
      long deadLetters = ingest.deadLetters().size();
      Collection<IngestStatus> totals = ingest.statuses().values();
      assertThat(sum(totals, IngestStatus::getRecordsIn)).isEqualTo(RECORDS);
      assertThat(sum(totals, IngestStatus::getEdges)).isEqualTo(edges);
      assertThat(sum(totals, IngestStatus::getDeadLetters)).isEqualTo(deadLetters);
      assertThat(edges + deadLetters + sum(totals, IngestStatus::getDuplicates)).isEqualTo(RECORDS);
      // The mix holds some of each.
      assertThat(edges).isGreaterThan(RECORDS / 10);
      assertThat(deadLetters).isGreaterThan(RECORDS / 10);
      assertThat(sum(totals, IngestStatus::getDuplicates)).isGreaterThan(RECORDS / 100);
    }
  }

  private static byte[] record(int i, Random random) {
    String good = event(random.nextInt(5) == 0 ? i / 2 : i, i * 1_000L, "[1, 2]");
    byte[] bytes = good.getBytes(UTF_8);
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> random(random);
      case 3 -> event(i, 1, "[1, NaN]").getBytes(UTF_8);
      case 4 -> event(i, -1 - random.nextInt(1_000_000), "[]").getBytes(UTF_8);
      case 5 -> event(i, Long.MAX_VALUE, "[]").getBytes(UTF_8);
      case 6 -> flipped(bytes, random);
      case 7 -> "x".repeat(random.nextInt(2_000)).getBytes(UTF_8);
      default -> bytes;
    };
  }

  private static byte[] random(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] copy = bytes.clone();
    copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  private static String event(int id, long micros, String features) {
    return "{\"id\":\"e%d\",\"src\":\"a%d\",\"dst\":\"b\",\"time\":%d,\"features\":%s}"
        .formatted(id, id % 7, micros, features);
  }

  private static long sum(Collection<IngestStatus> totals, ToLongFunction<IngestStatus> field) {
    return totals.stream().mapToLong(field).sum();
  }
}
