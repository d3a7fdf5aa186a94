package io.eddy.jobs.featurestore.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.support.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetStoreTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"string,u", "int64,-4"})
  void aSnapshotIsReadAsItWasWritten(String type, String prefix) {
    List<String> ids = Stream.of("1", "22", "333").map(prefix::concat).toList();
    EmbeddingSnapshot snapshot = Snapshots.of(7, ids, 5);
    try (ParquetStore store =
        new ParquetStore(settings().with(FeatureStoreOptions.ENTITY_TYPE, type))) {
      assertThat(store.newest()).isEmpty();
      assertThat(store.publish(snapshot)).isEqualTo(3);
      assertThat(store.newest()).contains(snapshot.info());
      EmbeddingSnapshot read = store.snapshot(7).orElseThrow();
      assertThat(read.nodes()).isEqualTo(ids);
      assertThat(read.vectors()).isEqualTo(snapshot.vectors());
      assertThat(read.info()).isEqualTo(snapshot.info());
    }
  }

  @Test
  void filesStandInAFolderOfTheirDay() throws IOException {
    try (ParquetStore store = store()) {
      store.publish(Snapshots.of(7, 3, 5));
      assertThat(files())
          .containsExactly(Path.of("event_date=2023-11-21", "snapshot-000000000007.parquet"));
    }
  }

  @Test
  void theNewestValueOfEachNodeIsRead() {
    try (ParquetStore store = store()) {
      store.publish(Snapshots.of(1, List.of("a", "b"), 4));
      EmbeddingSnapshot second = Snapshots.of(2, List.of("b", "c"), 4);
      store.publish(second);
      assertThat(store.read(List.of("a", "b", "z")).values())
          .containsExactlyInAnyOrder(
              Snapshots.of(1, List.of("a", "b"), 4).embedding(0), second.embedding(0));
      assertThat(store.after(1)).containsExactly(2L);
      assertThat(store.after(0)).containsExactly(1L, 2L);
    }
  }

  @Test
  void whatAKilledProcessLeftIsNoSnapshotAndGoesAway() throws IOException {
    Path day = Files.createDirectories(folder.resolve("event_date=2023-11-21"));
    Files.write(day.resolve(".snapshot-6-x.part"), new byte[100]);
    try (ParquetStore store = store()) {
      assertThat(store.newest()).isEmpty();
      store.publish(Snapshots.of(7, 3, 5));
      assertThat(files()).hasSize(1);
    }
  }

  @Test
  void aSnapshotThatCannotBeWrittenLeavesNothing() throws IOException {
    try (ParquetStore store =
        new ParquetStore(settings().with(FeatureStoreOptions.ENTITY_TYPE, "int64"))) {
      assertThatThrownBy(() -> store.publish(Snapshots.of(7, List.of("1", "two"), 5)))
          .isInstanceOf(FeatureStoreException.class)
          .hasMessageContaining("'two'");
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void anOlderSnapshotIsPassedOver() {
    try (ParquetStore store = store()) {
      store.publish(Snapshots.of(7, 3, 5));
      assertThat(store.publish(Snapshots.of(7, 3, 5))).isZero();
      assertThat(store.publish(Snapshots.of(6, 3, 5))).isZero();
    }
  }

  @Test
  void anotherDimensionIsRefused() {
    try (ParquetStore store = store()) {
      store.publish(Snapshots.of(7, 3, 5));
      assertThatThrownBy(() -> store.publish(Snapshots.of(8, 3, 6)))
          .isInstanceOf(FeatureStoreException.class)
          .hasMessageContaining("5 components");
    }
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    try (ParquetStore store = store()) {
      store.publish(Snapshots.of(7, 3, 5));
      Path file = folder.resolve(files().get(0));
      Files.write(file, new byte[] {1, 2, 3});
      assertThatThrownBy(store::newest)
          .isInstanceOf(FeatureStoreException.class)
          .hasMessageContaining(file.toString());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).map(folder::relativize).toList();
    }
  }

  private ParquetStore store() {
    return new ParquetStore(settings());
  }

  private Settings settings() {
    return Settings.empty().with(FeatureStoreOptions.PARQUET_DIR, folder.toString());
  }
}
