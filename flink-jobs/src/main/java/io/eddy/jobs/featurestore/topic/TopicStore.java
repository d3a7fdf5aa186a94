package io.eddy.jobs.featurestore.topic;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreAccessException;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.StoreUnavailableException;
import io.eddy.jobs.kafka.Micros;
import io.eddy.schemas.NodeEmbedding;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The compacted topic {@code .embeddings}: a framed {@code NodeEmbedding} a node, keyed by node.
 *
 * <p>A snapshot is one transaction. The store's record of the newest snapshot is written in the
 * same transaction, as the metadata of an offset of a consumer group that nobody is in; so records
 * and record are committed together. The transactional id is the store's own, by topic: the first
 * thing a new process does is to abort what a killed one left open, and to shut out one that only
 * seemed to be dead.
 *
 * <p>Kafka forgets such an offset some days after the last (offsets.retention.minutes). Then the
 * records themselves are asked which snapshot is the newest.
 */
public final class TopicStore implements FeatureStore {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TRANSACTION_TIMEOUT_MS = "600000";
  private static final String LINE = "\n";

  private final Properties clients;
  private final String topic;
  private final String group;
  private final FramedCodec<NodeEmbedding> codec;

  /** Null until the first snapshot, and after an error. */
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  /** What is committed, while this has a producer: with its id nobody else can commit. */
  private Optional<SnapshotInfo> newest = Optional.empty();

  /** A store in the settings' topic; connects at its first use. */
  public TopicStore(Settings settings) {
    clients = ClientProperties.of(settings);
    topic = Topic.EMBEDDINGS.name(settings.get(ConnectionOptions.PREFIX));
    group = topic + "-snapshots";
    codec =
        new FramedCodec<>(
            NodeEmbedding.class,
            SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY)),
            topic);
  }

  @Override
  public StoreKind kind() {
    return StoreKind.TOPIC;
  }

  @Override
  public Optional<SnapshotInfo> newest() {
    try (Admin admin = Admin.create(clients)) {
      OffsetAndMetadata offset =
          admin
              // A commit has been decided before its mark is everywhere; that is waited for.
              .listConsumerGroupOffsets(
                  group, new ListConsumerGroupOffsetsOptions().requireStable(true))
              .partitionsToOffsetAndMetadata()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
              .get(recordPartition());
      return offset == null
          ? newestOfRecords()
          : Optional.of(SnapshotInfo.of(fields(offset.metadata()), "the group '" + group + "'"));
    } catch (KafkaException e) {
      throw translated(e);
    } catch (ExecutionException e) {
      throw translated(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new StoreUnavailableException("Kafka does not answer: " + servers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while Kafka was asked", e);
    }
  }

  private Optional<SnapshotInfo> newestOfRecords() {
    Newest found = new Newest();
    readAll(found);
    return Optional.ofNullable(found.snapshot);
  }

  /** The snapshot with the highest number among embeddings. */
  private static final class Newest implements Consumer<Embedding> {
    private @Nullable SnapshotInfo snapshot;

    @Override
    public void accept(Embedding embedding) {
      long id = embedding.snapshotId();
      if (snapshot == null || snapshot.id() <= id) {
        int nodes = snapshot != null && snapshot.id() == id ? snapshot.nodes() + 1 : 1;
        snapshot =
            new SnapshotInfo(
                id, embedding.timeMicros(), embedding.model(), embedding.vector().length, nodes);
      }
    }
  }

  @Override
  public int publish(EmbeddingSnapshot snapshot) {
    SnapshotInfo info = snapshot.info();
    if (producer == null) {
      open();
    }
    Optional<SnapshotInfo> held = newest;
    held.ifPresent(
        before ->
            requireSameDimension("topic '" + topic + "'", before, info.model(), info.dimension()));
    if (held.isPresent() && held.get().id() >= info.id()) {
      return 0;
    }
    try {
      write(Objects.requireNonNull(producer), snapshot);
      newest = Optional.of(info);
      return info.nodes();
    } catch (KafkaException e) {
      // Whatever became of it, the next attempt looks at what is committed.
      abandon();
      throw translated(e);
    }
  }

  /** Ends the transactions of any other process, and only then asks what they have committed. */
  private void open() {
    try {
      KafkaProducer<byte[], byte[]> opened = newProducer();
      producer = opened;
      opened.initTransactions();
      newest = newest();
    } catch (KafkaException e) {
      abandon();
      throw translated(e);
    } catch (FeatureStoreException e) {
      abandon();
      throw e;
    }
  }

  private void write(KafkaProducer<byte[], byte[]> opened, EmbeddingSnapshot snapshot) {
    SnapshotInfo info = snapshot.info();
    opened.beginTransaction();
    for (int i = 0; i < info.nodes(); i++) {
      opened.send(record(snapshot, i));
    }
    opened.sendOffsetsToTransaction(
        Map.of(recordPartition(), new OffsetAndMetadata(0, text(info))),
        new ConsumerGroupMetadata(group));
    // Fails with the first error of a send.
    opened.commitTransaction();
  }

  private void abandon() {
    KafkaProducer<byte[], byte[]> opened = producer;
    producer = null;
    if (opened != null) {
      opened.close(Duration.ZERO);
    }
  }

  @Override
  public Map<String, Embedding> read(Collection<String> nodes) {
    Set<String> wanted = new HashSet<>(nodes);
    Map<String, Embedding> found = new LinkedHashMap<>();
    readAll(
        embedding -> {
          if (wanted.contains(embedding.node())) {
            found.put(embedding.node(), embedding);
          }
        });
    return found;
  }

  /** Gives every committed record of the topic from its beginning to its end; later ones win. */
  public void readAll(Consumer<Embedding> reader) {
    Properties properties = new Properties();
    properties.putAll(clients);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  if (record.value() != null) {
                    reader.accept(embedding(codec.decode(record.value())));
                  }
                });
      }
    } catch (KafkaException e) {
      throw translated(e);
    }
  }

  @Override
  public void close() {
    abandon();
  }

  private KafkaProducer<byte[], byte[]> newProducer() {
    Properties properties = new Properties();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
    properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    properties.putAll(clients);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private ProducerRecord<byte[], byte[]> record(EmbeddingSnapshot snapshot, int row) {
    SnapshotInfo info = snapshot.info();
    String node = snapshot.nodes().get(row);
    List<Float> vector = new ArrayList<>(info.dimension());
    for (int i = 0; i < info.dimension(); i++) {
      vector.add(snapshot.vectors()[row * info.dimension() + i]);
    }
    return new ProducerRecord<>(
        topic,
        node.getBytes(StandardCharsets.UTF_8),
        codec.encode(new NodeEmbedding(node, vector, info.id(), info.time(), info.model())));
  }

  private static Embedding embedding(NodeEmbedding record) {
    float[] vector = new float[record.getVector().size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = record.getVector().get(i);
    }
    return new Embedding(
        record.getNode(),
        vector,
        record.getSnapshotId(),
        Micros.of(record.getSnapshotTime()),
        record.getModelVersion());
  }

  private TopicPartition recordPartition() {
    return new TopicPartition(topic, 0);
  }

  private static String text(SnapshotInfo info) {
    List<String> lines = new ArrayList<>();
    info.asMap().forEach((name, value) -> lines.add(name + "=" + value.replace(LINE, " ")));
    return String.join(LINE, lines);
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    text.lines()
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
              }
            });
    return fields;
  }

  private FeatureStoreException translated(Throwable e) {
    if (e instanceof AuthenticationException || e instanceof AuthorizationException) {
      return new StoreAccessException(
          "Kafka at %s refuses access to topic '%s': %s; check %s"
              .formatted(
                  servers(), topic, e.getMessage(), ConnectionOptions.CLIENT_PROPERTIES.key()),
          e);
    }
    String message = "topic '%s' at %s: %s".formatted(topic, servers(), e);
    // What else can go wrong passes by itself, or with a new producer.
    return e instanceof RecordTooLargeException
            || e instanceof SerializationException
            || e instanceof InvalidTopicException
            || e instanceof ConfigException
        ? new FeatureStoreException(message, e)
        : new StoreUnavailableException(message, e);
  }

  private String servers() {
    return clients.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
  }
}
