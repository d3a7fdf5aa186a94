package io.eddy.cli.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.cli.console.CommandException;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import io.eddy.jobs.snapshot.SnapshotOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCheckTest {
  private static final Instant TIME = Instant.EPOCH.plus(Duration.ofDays(1_000));

  @TempDir Path folder;

  @BeforeEach
  void aSnapshotOfTheThousandthDay() {
    try (ParquetStore store = new ParquetStore(settings("1 d", "event-time"))) {
      store.publish(
          new EmbeddingSnapshot(
              new SnapshotInfo(1_000, TIME.toEpochMilli() * 1_000, "m", 2, 1),
              List.of("a"),
              new float[2]));
    }
  }

  @Test
  void whatFitsIsNamed() {
    assertThat(check("1 d", "event-time", 2)).contains("store:     parquet, snapshot 1000");
    assertThat(check("12 h", "event-time", 2)).contains("snapshot 1000");
    assertThat(check("1 d", "wall-time", 2)).contains("snapshot 1000");
  }

  @Test
  void anotherDimensionIsRefusedWithTheOptionThatHelps() {
    assertThatThrownBy(() -> check("1 d", "event-time", 3))
        .isInstanceOf(FeatureStoreException.class)
        .hasMessageContaining("holds embeddings of 2 components")
        .hasMessageContaining("gives 3")
        .hasMessageContaining("eddy.features.parquet.dir");
  }

  @Test
  void numbersThatNewSnapshotsWouldNotReachAreRefused() {
    for (String ticks : List.of("event-time", "wall-time")) {
      assertThatThrownBy(() -> check("2 d", ticks, 2))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("snapshot 1000")
          .hasMessageContaining("eddy.snapshot.interval = 172800000 ms by " + ticks)
          .hasMessageContaining("passed over");
    }
  }

  private String check(String interval, String ticks, int dimension) {
    StringWriter out = new StringWriter();
    new StoreCheck(settings(interval, ticks), dimension, Clock.fixed(TIME, ZoneOffset.UTC))
        .print(new PrintWriter(out));
    return out.toString();
  }

  private Settings settings(String interval, String ticks) {
    return Settings.empty()
        .with(FeatureStoreOptions.STORES, "parquet")
        .with(FeatureStoreOptions.PARQUET_DIR, folder.toString())
        .with(SnapshotOptions.INTERVAL, interval)
        .with(SnapshotOptions.TICKS, ticks);
  }
}
