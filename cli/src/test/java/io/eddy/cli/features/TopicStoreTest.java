package io.eddy.cli.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.topics.TopicAdmin;
import io.eddy.cli.topics.TopicLayout;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.topic.TopicStore;
import io.eddy.jobs.support.Snapshots;
import io.eddy.schemas.NodeEmbedding;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicStoreTest {
  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @Test
  void aSnapshotIsReadAsItWasWrittenAndNotWrittenTwice() {
    EmbeddingSnapshot snapshot = Snapshots.of(7, 500, 6);
    try (TopicStore store = new TopicStore(settings("written"))) {
      assertThat(store.newest()).isEmpty();
      assertThat(store.publish(snapshot)).isEqualTo(500);
      assertThat(store.newest()).contains(snapshot.info());
      assertThat(store.publish(snapshot)).isZero();
      assertThat(store.publish(Snapshots.of(6, 500, 6))).isZero();
      assertThat(store.read(List.of("u3", "u499", "nobody")).values())
          .containsExactlyInAnyOrder(snapshot.embedding(3), snapshot.embedding(499));
    }
  }

  @Test
  void whenKafkaHasForgottenWhichIsTheNewestTheRecordsSayIt() throws Exception {
    Settings settings = settings("forgotten");
    EmbeddingSnapshot snapshot = Snapshots.of(7, 50, 6);
    try (TopicStore store = new TopicStore(settings)) {
      store.publish(Snapshots.of(6, 60, 6));
      store.publish(snapshot);
    }
    try (Admin admin = Admin.create(ClientProperties.of(settings));
        TopicStore store = new TopicStore(settings)) {
      admin.deleteConsumerGroups(List.of("forgotten.embeddings-snapshots")).all().get();
      // Who publishes waits until what was committed is there for readers, too.
      assertThat(store.publish(Snapshots.of(6, 60, 6))).isZero();
      assertThat(store.newest()).contains(snapshot.info());
      assertThat(store.read(List.of("u3")).values()).containsExactly(snapshot.embedding(3));
    }
  }

  @Test
  void theLastValueOfANodeCounts() {
    EmbeddingSnapshot second = Snapshots.of(2, List.of("b", "c"), 3);
    try (TopicStore store = new TopicStore(settings("last"))) {
      store.publish(Snapshots.of(1, List.of("a", "b"), 3));
      store.publish(second);
      assertThat(store.newest()).contains(second.info());
      assertThat(store.read(List.of("b")).values()).containsExactly(second.embedding(0));
    }
  }

  @Test
  void anotherDimensionIsRefused() {
    try (TopicStore store = new TopicStore(settings("dimension"))) {
      store.publish(Snapshots.of(1, 2, 3));
      assertThatThrownBy(() -> store.publish(Snapshots.of(2, 2, 4)))
          .isExactlyInstanceOf(FeatureStoreException.class)
          .hasMessageContaining("dimension.embeddings")
          .hasMessageContaining("3 components");
    }
  }

  /** A producer with the store's id stands for a process that was killed, or only seemed to be. */
  @Test
  void whatAKilledProcessLeftOpenIsNeverSeen() throws Exception {
    Settings settings = settings("killed");
    FramedCodec<NodeEmbedding> codec =
        new FramedCodec<>(NodeEmbedding.class, SchemaRegistries.open("none"), "killed.embeddings");
    Properties properties = ClientProperties.of(settings);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "killed.embeddings-snapshots");
    EmbeddingSnapshot snapshot = Snapshots.of(2, List.of("b"), 3);
    try (var killed =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        TopicStore store = new TopicStore(settings)) {
      killed.initTransactions();
      killed.beginTransaction();
      killed
          .send(
              new ProducerRecord<>(
                  "killed.embeddings",
                  "a".getBytes(StandardCharsets.UTF_8),
                  codec.encode(
                      new NodeEmbedding("a", List.of(1f, 2f, 3f), 1L, Instant.EPOCH, "m"))))
          .get();
      assertThat(store.publish(snapshot)).isEqualTo(1);
      assertThatThrownBy(killed::commitTransaction).isInstanceOf(KafkaException.class);
      assertThat(store.newest()).contains(snapshot.info());
      assertThat(store.read(List.of("a", "b")).keySet()).containsExactly("b");
    }
  }

  private static Settings settings(String prefix) {
    Settings settings =
        Settings.empty()
            .with(ConnectionOptions.BOOTSTRAP, KAFKA.bootstrapServers())
            .with(ConnectionOptions.PREFIX, prefix);
    try (TopicAdmin topics = TopicAdmin.open(settings)) {
      topics.create(TopicLayout.SINGLE);
    }
    return settings;
  }
}
