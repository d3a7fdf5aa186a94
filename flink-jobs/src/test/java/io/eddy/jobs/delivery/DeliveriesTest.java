package io.eddy.jobs.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.support.RedisUnderTest;
import io.eddy.jobs.support.Snapshots;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final RedisUnderTest REDIS = new RedisUnderTest();

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private String project = "";

  @BeforeEach
  void ownProject(TestInfo test) {
    project = test.getTestMethod().orElseThrow().getName();
  }

  @Test
  void everyStoreGetsEverySnapshot() throws InterruptedException {
    try (Deliveries deliveries = new Deliveries(settings("parquet,redis"), heard)) {
      deliveries.publish(snapshot(1, "a", "b"));
      deliveries.publish(snapshot(2, "b", "c"));
      assertThat(deliveries.drain(PATIENCE)).isTrue();
    }
    assertSame(List.of("a", "b", "c"));
    assertThat(heard.words)
        .contains(
            "delivered PARQUET 1 2",
            "delivered PARQUET 2 2",
            "delivered REDIS 1 2",
            "delivered REDIS 2 2");
  }

  @Test
  void nothingIsLostWhileRedisIsGone() throws InterruptedException {
    REDIS.assumeRestartable();
    try (Deliveries deliveries = new Deliveries(settings("parquet,redis"), heard)) {
      deliveries.publish(snapshot(1, "a", "b"));
      assertThat(deliveries.drain(PATIENCE)).isTrue();
      REDIS.stop();
      try {
        deliveries.publish(snapshot(2, "b", "c"));
        deliveries.publish(snapshot(3, "c", "d"));
        deliveries.publish(snapshot(4, "a"));
        await("gone REDIS");
        assertThat(deliveries.drain(Duration.ofMillis(1))).isFalse();
      } finally {
        REDIS.start();
      }
      assertThat(deliveries.drain(PATIENCE)).isTrue();
    }
    assertThat(heard.words).containsOnlyOnce("gone REDIS", "back REDIS");
    assertThat(heard.gaps).singleElement().satisfies(gap -> assertThat(gap).isPositive());
    assertThat(heard.words)
        .containsSubsequence("delivered REDIS 2 2", "delivered REDIS 3 2", "delivered REDIS 4 1");
    assertSame(List.of("a", "b", "c", "d"));
  }

  @Test
  void whatAStoreMissedItGetsAfterARestart() throws InterruptedException {
    REDIS.assumeRestartable();
    try (Deliveries deliveries = new Deliveries(settings("parquet,redis"), heard)) {
      deliveries.publish(snapshot(1, "a", "b"));
      assertThat(deliveries.drain(PATIENCE)).isTrue();
      REDIS.stop();
      deliveries.publish(snapshot(2, "b", "c"));
      deliveries.publish(snapshot(3, "d"));
      await("gone REDIS");
    } finally {
      REDIS.start();
    }
    try (Deliveries deliveries = new Deliveries(settings("parquet,redis"), heard)) {
      assertThat(deliveries.drain(PATIENCE)).isTrue();
    }
    assertSame(List.of("a", "b", "c", "d"));
  }

  @Test
  void withoutFilesTheOldestThatWaitAreDroppedAndNamed() throws InterruptedException {
    REDIS.assumeRestartable();
    Settings settings = settings("redis").with(FeatureStoreOptions.PENDING, "2");
    try (Deliveries deliveries = new Deliveries(settings, heard)) {
      deliveries.publish(snapshot(1, "a"));
      assertThat(deliveries.drain(PATIENCE)).isTrue();
      REDIS.stop();
      try {
        for (int id = 2; id <= 6; id++) {
          deliveries.publish(snapshot(id, "a"));
        }
        await("gone REDIS");
      } finally {
        REDIS.start();
      }
      assertThat(deliveries.drain(PATIENCE)).isTrue();
    }
    assertThat(heard.words).contains("delivered REDIS 5 1", "delivered REDIS 6 1");
    assertThat(heard.words)
        .contains("dropped REDIS 2", "dropped REDIS 3", "dropped REDIS 4")
        .doesNotContain("delivered REDIS 3 1");
  }

  @Test
  void nothingIsLostWhileThePasswordIsWrong() throws InterruptedException {
    try (Deliveries deliveries = new Deliveries(settings("parquet,redis"), heard);
        RedisClient client = RedisClient.create(REDIS.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      deliveries.publish(snapshot(1, "a"));
      assertThat(deliveries.drain(PATIENCE)).isTrue();
      connection.sync().configSet("requirepass", "secret");
      try {
        deliveries.publish(snapshot(2, "b"));
        deliveries.publish(snapshot(3, "c"));
        await("gone REDIS");
        await("delivered PARQUET 3 1");
      } finally {
        connection.sync().configSet("requirepass", "");
      }
      assertThat(deliveries.drain(PATIENCE)).isTrue();
    }
    assertThat(heard.words)
        .containsSubsequence("gone REDIS", "back REDIS", "delivered REDIS 2 1")
        .contains("delivered REDIS 3 1");
    assertThat(heard.reasons)
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(reason).hasMessageContaining("refuses access"));
    assertSame(List.of("a", "b", "c"));
  }

  @Test
  void aStoreThatLostWhatItHadGetsUnchangedNodesAgain() throws InterruptedException {
    Settings settings = settings("parquet,redis").with(FeatureStoreOptions.CHANGED_ONLY, "true");
    EmbeddingSnapshot first = snapshot(1, "a", "b");
    try (Deliveries deliveries = new Deliveries(settings, heard);
        RedisClient client = RedisClient.create(REDIS.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      deliveries.publish(first);
      assertThat(deliveries.drain(PATIENCE)).isTrue();
      connection.sync().flushall();
      deliveries.publish(
          new EmbeddingSnapshot(snapshot(2, "a", "b").info(), first.nodes(), first.vectors()));
      assertThat(deliveries.drain(PATIENCE)).isTrue();
    }
    assertThat(heard.words).contains("delivered REDIS 1 2", "delivered REDIS 2 2");
  }

  @Test
  void onlyChangedNodesAreWrittenWhenAsked() throws InterruptedException {
    Settings settings = settings("parquet,redis").with(FeatureStoreOptions.CHANGED_ONLY, "true");
    EmbeddingSnapshot first = snapshot(1, "a", "b", "c");
    float[] vectors = first.vectors().clone();
    vectors[vectors.length - 1] += 1;
    EmbeddingSnapshot second =
        new EmbeddingSnapshot(snapshot(2, "a", "b", "c").info(), first.nodes(), vectors);
    try (Deliveries deliveries = new Deliveries(settings, heard)) {
      deliveries.publish(first);
      deliveries.publish(second);
      assertThat(deliveries.drain(PATIENCE)).isTrue();
    }
    assertThat(heard.words)
        .contains("delivered REDIS 1 3", "delivered REDIS 2 1", "delivered PARQUET 2 3");
    try (FeatureStore redis = StoreFactory.open(StoreKind.REDIS, settings)) {
      Map<String, ?> read = redis.read(List.of("a", "c"));
      assertThat(read.get("a")).isEqualTo(first.embedding(0));
      assertThat(read.get("c")).isEqualTo(second.embedding(2));
    }
  }

  @Test
  void aFileThatCannotBeReadIsRefusedByNameAndTheOthersArrive() throws Exception {
    try (Deliveries deliveries = new Deliveries(settings("parquet"), heard)) {
      for (int id = 1; id <= 3; id++) {
        deliveries.publish(snapshot(id, "a", "b"));
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      Path second =
          files
              .filter(file -> file.toString().contains("000002.parquet"))
              .findFirst()
              .orElseThrow();
      Files.writeString(second, "garbage");
    }
    try (Deliveries deliveries = new Deliveries(settings("parquet,redis"), heard)) {
      assertThat(deliveries.drain(PATIENCE)).isTrue();
    }
    assertThat(heard.words)
        .containsSubsequence("delivered REDIS 1 2", "refused REDIS 2", "delivered REDIS 3 2");
  }

  @Test
  void aSnapshotThatCountsAsOlderIsAnErrorAndNotPassedOverInSilence() {
    try (Deliveries deliveries = new Deliveries(settings("parquet"), heard)) {
      deliveries.publish(snapshot(5, "a"));
      deliveries.publish(snapshot(5, "a"));
      assertThatThrownBy(() -> deliveries.publish(snapshot(3, "a")))
          .isInstanceOf(FeatureStoreException.class)
          .hasMessageContaining("snapshot 3")
          .hasMessageContaining("up to number 5")
          .hasMessageContaining(FeatureStoreOptions.PARQUET_DIR.key());
    }
  }

  private void assertSame(List<String> nodes) {
    Settings settings = settings("parquet,redis");
    try (FeatureStore files = StoreFactory.open(StoreKind.PARQUET, settings);
        FeatureStore redis = StoreFactory.open(StoreKind.REDIS, settings)) {
      assertThat(redis.newest()).isEqualTo(files.newest());
      assertThat(redis.read(nodes)).hasSameSizeAs(nodes).isEqualTo(files.read(nodes));
    }
  }

  private void await(String word) {
    Awaitility.await(word).atMost(PATIENCE).until(() -> heard.words.contains(word));
  }

  private static EmbeddingSnapshot snapshot(long id, String... nodes) {
    return Snapshots.of(id, List.of(nodes), 4);
  }

  private Settings settings(String stores) {
    return Settings.empty()
        .with(FeatureStoreOptions.STORES, stores)
        .with(FeatureStoreOptions.PROJECT, project)
        .with(FeatureStoreOptions.PARQUET_DIR, folder.toString())
        .with(FeatureStoreOptions.REDIS_URI, REDIS.uri())
        .with(FeatureStoreOptions.RETRY, "200 ms");
  }
}
