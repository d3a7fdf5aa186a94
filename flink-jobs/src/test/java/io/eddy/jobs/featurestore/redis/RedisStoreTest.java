package io.eddy.jobs.featurestore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreAccessException;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import io.eddy.jobs.support.RedisUnderTest;
import io.eddy.jobs.support.Snapshots;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisStoreTest {
  private static final int DIMENSION = 8;

  @RegisterExtension static final RedisUnderTest REDIS = new RedisUnderTest();

  private static RedisClient client;
  private static StatefulRedisConnection<byte[], byte[]> connection;

  @BeforeAll
  static void connect() {
    client = RedisClient.create(REDIS.uri());
    connection = client.connect(ByteArrayCodec.INSTANCE);
  }

  @AfterAll
  static void disconnect() {
    if (client != null) {
      client.shutdown();
    }
  }

  @BeforeEach
  void empty() {
    redis().flushall();
  }

  @Test
  void aSnapshotIsReadAsItWasWritten() {
    EmbeddingSnapshot snapshot = Snapshots.of(7, 1_234, DIMENSION);
    try (RedisStore store = store()) {
      assertThat(store.newest()).isEmpty();
      assertThat(store.publish(snapshot)).isEqualTo(1_234);
      assertThat(store.newest()).contains(snapshot.info());
      Map<String, Embedding> read = store.read(snapshot.nodes());
      assertThat(read).hasSize(1_234);
      for (int i = 0; i < 1_234; i++) {
        assertThat(read.get("u" + i)).isEqualTo(snapshot.embedding(i));
      }
      assertThat(store.read(List.of("nobody"))).isEmpty();
    }
  }

  @Test
  void theHashesHaveFeastsFieldsAndNothingStagedStays() {
    try (RedisStore store = store()) {
      store.publish(Snapshots.of(7, 3, DIMENSION));
    }
    FeastKeys keys = new FeastKeys(FeatureNames.of(settings()));
    assertThat(redis().hkeys(keys.entity("u1")))
        .containsExactlyInAnyOrder(
            keys.feature("emb"),
            keys.feature("snapshot_id"),
            keys.feature("model_version"),
            keys.time());
    // Three entities and the record of the newest snapshot.
    assertThat(redis().dbsize()).isEqualTo(4);
  }

  @Test
  void publishingAgainChangesNothing() {
    try (RedisStore store = store()) {
      store.publish(Snapshots.of(7, 10, DIMENSION));
      assertThat(store.publish(Snapshots.of(7, 10, DIMENSION))).isZero();
      assertThat(store.publish(Snapshots.of(6, 10, DIMENSION))).isZero();
      assertThat(store.newest()).contains(Snapshots.of(7, 10, DIMENSION).info());
    }
  }

  /** Another writer of the same view, such as Feast itself, leaves no record of a snapshot. */
  @Test
  void aNewerValueOfAnotherWriterStays() {
    EmbeddingSnapshot snapshot = Snapshots.of(7, 3, DIMENSION);
    long time = snapshot.info().timeMicros();
    FeastKeys keys = new FeastKeys(FeatureNames.of(settings()));
    redis().hset(keys.entity("u0"), keys.time(), FeastValues.timestamp(time - 1));
    redis().hset(keys.entity("u1"), keys.time(), FeastValues.timestamp(time));
    redis().hset(keys.entity("u2"), keys.time(), FeastValues.timestamp(time + 1_000_000));
    try (RedisStore store = store()) {
      assertThat(store.publish(snapshot)).isEqualTo(2);
      assertThat(store.read(snapshot.nodes()).keySet()).containsExactly("u0", "u1");
    }
  }

  /** The clock ticks on while a stream is quiet; what was not written again would expire. */
  @Test
  void aLaterSnapshotOfTheSameTimeIsWritten() {
    EmbeddingSnapshot first = Snapshots.of(7, 3, DIMENSION);
    SnapshotInfo info = first.info();
    EmbeddingSnapshot later =
        new EmbeddingSnapshot(
            new SnapshotInfo(8, info.timeMicros(), info.model(), DIMENSION, 3),
            first.nodes(),
            first.vectors());
    try (RedisStore store = new RedisStore(settings().with(FeatureStoreOptions.TTL, "1 h"))) {
      store.publish(first);
      byte[] key = new FeastKeys(FeatureNames.of(settings())).entity("u0");
      redis().pexpire(key, 1_000);
      assertThat(store.publish(later)).isEqualTo(3);
      assertThat(redis().pttl(key)).isGreaterThan(1_000L);
      assertThat(store.newest()).contains(later.info());
    }
  }

  @Test
  void featuresOfOtherViewsOfAnEntityStay() {
    FeastKeys keys = new FeastKeys(FeatureNames.of(settings()));
    byte[] other = {1, 2, 3, 4};
    redis().hset(keys.entity("u0"), other, other);
    redis().set(keys.entity("u1"), other);
    try (RedisStore store = store()) {
      assertThat(store.publish(Snapshots.of(7, 3, DIMENSION))).isEqualTo(2);
    }
    assertThat(redis().hget(keys.entity("u0"), other)).isEqualTo(other);
    assertThat(redis().get(keys.entity("u1"))).isEqualTo(other);
  }

  @Test
  void entitiesExpireWhenAskedTo() {
    try (RedisStore store = new RedisStore(settings().with(FeatureStoreOptions.TTL, "1 h"))) {
      store.publish(Snapshots.of(7, 2, DIMENSION));
    }
    FeastKeys keys = new FeastKeys(FeatureNames.of(settings()));
    assertThat(redis().pttl(keys.entity("u0"))).isBetween(1L, 3_600_000L);
  }

  /** All nodes are asked for in one transaction, over and over, while snapshots are published. */
  @Test
  void noReaderSeesPartOfASnapshot() {
    int nodes = 2_000;
    FeastKeys keys = new FeastKeys(FeatureNames.of(settings()));
    byte[] field = keys.feature(FeatureNames.SNAPSHOT_ID);
    AtomicBoolean done = new AtomicBoolean();
    try (RedisStore store = store();
        StatefulRedisConnection<byte[], byte[]> other = client.connect(ByteArrayCodec.INSTANCE)) {
      store.publish(Snapshots.of(1, nodes, DIMENSION));
      CompletableFuture<List<Long>> seen =
          CompletableFuture.supplyAsync(
              () -> {
                List<Long> mixtures = new ArrayList<>();
                do {
                  other.sync().multi();
                  for (int i = 0; i < nodes; i += 100) {
                    other.async().hget(keys.entity("u" + i), field);
                  }
                  long distinct =
                      other.sync().exec().stream()
                          .map(value -> FeastValues.int64((byte[]) value))
                          .distinct()
                          .count();
                  mixtures.add(distinct);
                } while (!done.get());
                return mixtures;
              });
      for (int id = 2; id < 30; id++) {
        store.publish(Snapshots.of(id, nodes, DIMENSION));
      }
      done.set(true);
      assertThat(seen.join()).isNotEmpty().containsOnly(1L);
    }
  }

  @Test
  void anotherDimensionIsRefused() {
    try (RedisStore store = store()) {
      store.publish(Snapshots.of(7, 2, DIMENSION));
      assertThatThrownBy(() -> store.publish(Snapshots.of(8, 2, DIMENSION + 1)))
          .isExactlyInstanceOf(FeatureStoreException.class)
          .hasMessageContaining("8 components")
          .hasMessageContaining("gives 9")
          .hasMessageContaining("eddy.features.view");
    }
  }

  @Test
  void aWrongPasswordIsToldFromAServerThatIsGoneAndNotShown() {
    String wrong = REDIS.uri().replace("redis://", "redis://somebody:secret@");
    try (RedisStore store = new RedisStore(settings().with(FeatureStoreOptions.REDIS_URI, wrong))) {
      assertThatThrownBy(() -> store.publish(Snapshots.of(7, 2, DIMENSION)))
          .isExactlyInstanceOf(StoreAccessException.class)
          .hasMessageContaining("refuses access")
          .hasMessageContaining("eddy.features.redis.uri")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void aServerThatIsGoneMayComeBack() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (RedisStore store =
        new RedisStore(
            settings().with(FeatureStoreOptions.REDIS_URI, "redis://localhost:" + free))) {
      assertThatThrownBy(store::newest)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("localhost:" + free);
    }
  }

  @Test
  void rowsThatWereLostWhileStagedAreNotPublishedInPart() {
    try (RedisStore store = store()) {
      store.publish(Snapshots.of(1, 3, DIMENSION));
      // What the script sees when Redis evicted or expired one of two staged hashes.
      byte[] there = FeastKeys.utf8("stage:1");
      redis().hset(there, FeastKeys.utf8("row"), new byte[] {1});
      List<Long> answer =
          redis()
              .eval(
                  RedisStore.SCRIPT,
                  ScriptOutputType.MULTI,
                  new byte[][] {FeastKeys.utf8("record"), there, FeastKeys.utf8("stage:2")},
                  FeastKeys.utf8("2"),
                  FeastKeys.utf8("0"),
                  FeastKeys.utf8("0"),
                  FeastKeys.utf8("0"),
                  FeastKeys.utf8("0"));
      assertThat(answer).containsExactly(-2L);
      assertThat(redis().exists(FeastKeys.utf8("row"))).isZero();
    }
  }

  private static RedisCommands<byte[], byte[]> redis() {
    return connection.sync();
  }

  private static RedisStore store() {
    return new RedisStore(settings());
  }

  private static Settings settings() {
    return Settings.empty()
        .with(FeatureStoreOptions.REDIS_URI, REDIS.uri())
        .with(FeatureStoreOptions.REDIS_BATCH, "100");
  }
}
