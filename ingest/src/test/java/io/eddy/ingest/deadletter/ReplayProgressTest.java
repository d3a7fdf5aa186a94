package io.eddy.ingest.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.ingest.IngestException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayProgressTest {
  private static final List<String> CODES = List.of("missing-id", "invalid-json", "no-value");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void remembersExactlyWhatASetWould(long seed) {
    Random random = new Random(seed);
    ReplayProgress progress = ReplayProgress.NONE;
    Set<String> set = new HashSet<>();
    for (int step = 0; step < 60; step++) {
      String code = random.nextInt(3) == 0 ? "*" : CODES.get(random.nextInt(CODES.size()));
      long from = random.nextInt(50);
      long to = from + 1 + random.nextInt(10);
      progress = progress.and(code, from, to);
      progress = ReplayProgress.of(progress.base(), progress.metadata());
      for (String each : code.equals("*") ? CODES : List.of(code)) {
        for (long offset = from; offset < to; offset++) {
          set.add(each + offset);
        }
      }
      for (String each : CODES) {
        for (long offset = 0; offset < 65; offset++) {
          assertThat(progress.covers(each, offset))
              .as("%s %d in %s", each, offset, progress)
              .isEqualTo(set.contains(each + offset));
        }
      }
    }
  }

  @Test
  void isOneNumberWhenEverythingWasReplayed() {
    ReplayProgress progress =
        ReplayProgress.NONE.and("missing-id", 0, 10).and("*", 5, 20).and("*", 0, 5);

    assertThat(progress).isEqualTo(new ReplayProgress(20, List.of()));
  }

  @Test
  void refusesForeignMetadataAndMoreRangesThanKafkaKeeps() {
    assertThatThrownBy(() -> ReplayProgress.of(0, "hello"))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("'hello' is no record of replayed dead letters");
    ReplayProgress progress = ReplayProgress.NONE;
    for (int i = 1; i < 1_000; i++) {
      progress = progress.and("no-value", 2 * i, 2 * i + 1);
    }
    assertThatThrownBy(progress::metadata).hasMessageContaining("replay everything once");
  }
}
