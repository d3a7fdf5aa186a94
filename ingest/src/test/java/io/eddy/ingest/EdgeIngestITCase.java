package io.eddy.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.config.Settings;
import io.eddy.ingest.deadletter.DeadLetter;
import io.eddy.ingest.deadletter.DeadLetters;
import io.eddy.ingest.deadletter.ReplayFilter;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ConnectionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("heavy")
class EdgeIngestITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static TestBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new TestBroker(folder.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void missingTopicsAreNamedTogetherWithTheRemedy() throws Exception {
    broker.createTopics("part", 1, "edges.raw", "edges");

    assertThatThrownBy(() -> EdgeIngest.start(settings("part", "s")))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "missing topics 'part.edges.dlq', 'part.ingest.status'; create with: eddy topics"
                + " create");
  }

  @Test
  void stateComesBackFromKafkaWhenTheFolderIsGone() throws Exception {
    for (String store : List.of("memory", "rocksdb")) {
      String prefix = "restart-" + store;
      broker.createTopics(prefix, 3);
      Map<String, String> options = Map.of("eddy.ingest.dedupe.store", store);
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        events.add(event("e" + i));
      }
      try (EdgeIngest ingest = EdgeIngest.start(settings(prefix, "one").with(options, "test"))) {
        ingest.awaitRunning(PATIENCE);
        assertThat(ingest.state()).isEqualTo(EdgeIngest.State.RUNNING);
        send(prefix, events);
        send(prefix, List.of("garbage"));
        await(() -> total(prefix, IngestStatus::getEdges) == 200);
      }
      try (EdgeIngest ingest = EdgeIngest.start(settings(prefix, "two").with(options, "test"))) {
        ingest.awaitRunning(PATIENCE);
        send(prefix, events);
        send(prefix, List.of(event("new")));
        await(() -> total(prefix, IngestStatus::getDuplicates) == 200);
        await(() -> total(prefix, IngestStatus::getEdges) == 201);
        ingest.close();
        assertThat(ingest.state()).isEqualTo(EdgeIngest.State.CLOSED);
      }
      assertThat(total(prefix, IngestStatus::getRecordsIn)).isEqualTo(402);
      assertThat(total(prefix, IngestStatus::getDeadLetters)).isEqualTo(1);
      FramedCodec<EdgeEvent> codec =
          new FramedCodec<>(EdgeEvent.class, SchemaRegistries.open("none"), "edges");
      assertThat(read(prefix + ".edges").stream().map(r -> codec.decode(r.value()).getId()))
          .hasSize(201)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void deadLettersAreReplayedOnceWhateverTheFilters() throws Exception {
    String prefix = "dlq";
    broker.createTopics(prefix, 1);
    Settings settings = settings(prefix, "s");
    try (EdgeIngest ingest = EdgeIngest.start(settings.with(IngestOptions.SELF_LOOPS, "reject"))) {
      ingest.awaitRunning(PATIENCE);
      send(prefix, List.of("[]", event("ok"), loop("l1"), "{", loop("l2")));
      await(() -> total(prefix, IngestStatus::getDeadLetters) == 4);
    }
    assertThat(letters(settings))
        .extracting(DeadLetter::code)
        .containsExactly("invalid-json", "self-loop", "invalid-json", "self-loop");
    DeadLetter letter = letters(settings).get(1);
    assertThat(new String(letter.value(), UTF_8)).isEqualTo(loop("l1"));
    assertThat(new String(letter.key(), UTF_8)).isEqualTo("key");
    assertThat(letter.originTopic()).isEqualTo("dlq.edges.raw");
    assertThat(letter.originOffset()).isEqualTo(2);
    assertThat(letter.replayed()).isZero();

    assertThat(DeadLetters.replay(settings, ReplayFilter.code("self-loop"))).isEqualTo(2);
    assertThat(DeadLetters.replay(settings, ReplayFilter.code("self-loop"))).isZero();
    long first = letters(settings).get(0).offset();
    assertThat(DeadLetters.replay(settings, ReplayFilter.all().within(0, first, first + 1)))
        .isEqualTo(1);
    assertThat(DeadLetters.replay(settings, ReplayFilter.all())).isEqualTo(1);
    assertThat(DeadLetters.replay(settings, ReplayFilter.all())).isZero();
    ConsumerRecord<byte[], byte[]> replayed = read("dlq.edges.raw").get(5);
    assertThat(new String(replayed.value(), UTF_8)).isEqualTo(loop("l1"));
    assertThat(new String(replayed.key(), UTF_8)).isEqualTo("key");
    assertThat(replayed.headers())
        .extracting(header -> header.key() + "=" + new String(header.value(), UTF_8))
        .containsExactly("trace=7", "eddy.dlq.replayed=1");

    try (EdgeIngest ingest = EdgeIngest.start(settings)) {
      ingest.awaitRunning(PATIENCE);
      await(() -> total(prefix, IngestStatus::getRecordsIn) == 9);
      await(() -> total(prefix, IngestStatus::getEdges) == 3);
    }
    assertThat(letters(settings).subList(4, 6)).allMatch(again -> again.replayed() == 1);
    assertThat(DeadLetters.replay(settings, ReplayFilter.all())).isEqualTo(2);
  }

  @Test
  void aRawRecordAsLargeAsKafkaTakesBecomesADeadLetter() throws Exception {
    String prefix = "large";
    broker.createTopics(prefix, 1);
    try (EdgeIngest ingest = EdgeIngest.start(settings(prefix, "s"))) {
      ingest.awaitRunning(PATIENCE);
      send(prefix, List.of("x".repeat(1_048_400), event("after")));
      await(() -> total(prefix, IngestStatus::getEdges) == 1);
      assertThat(ingest.state()).isEqualTo(EdgeIngest.State.RUNNING);
    }
    assertThat(letters(settings(prefix, "s"))).hasSize(1);
  }

  @Test
  void topicsThatDoNotFitAreNamedWithTheRemedy() throws Exception {
    broker.createTopics("odd", 1);
    broker.configure("odd.edges.dlq", "max.message.bytes", "1048588");
    broker.configure("odd.edges", "message.timestamp.type", "CreateTime");
    broker.configure("odd.edges", "max.message.bytes", "2000");

    assertThatThrownBy(() -> EdgeIngest.start(settings("odd", "s")))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("'odd.edges' has max.message.bytes=2000 and needs at least 1048588")
        .hasMessageContaining(
            "'odd.edges' has message.timestamp.type=CreateTime and needs LogAppendTime")
        .hasMessageContaining(
            "'odd.edges.dlq' has max.message.bytes=1048588 and needs at least 1114124")
        .hasMessageContaining("kafka-configs");
  }

  @Test
  void aStopThatTakesTooLongIsAFailure() throws Exception {
    broker.createTopics("stop", 1);
    EdgeIngest ingest = EdgeIngest.start(settings("stop", "s"));
    ingest.awaitRunning(PATIENCE);

    assertThatThrownBy(() -> ingest.close(Duration.ZERO))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("ingest did not stop within 0 s");
    assertThat(ingest.state()).isEqualTo(EdgeIngest.State.FAILED);
    ingest.close();
  }

  private static Settings settings(String prefix, String state) {
    return Settings.empty()
        .with(ConnectionOptions.BOOTSTRAP, broker.bootstrap())
        .with(ConnectionOptions.PREFIX, prefix)
        .with(IngestOptions.STATE_DIR, folder.resolve(prefix + "-" + state).toString());
  }

  private static String event(String id) {
    return "{\"id\":\"%s\",\"src\":\"a\",\"dst\":\"b\",\"time\":1700000000000000}".formatted(id);
  }

  private static String loop(String id) {
    return event(id).replace("\"b\"", "\"a\"");
  }

  private static void send(String prefix, List<String> values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (String value : values) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                prefix + ".edges.raw", "key".getBytes(UTF_8), value.getBytes(UTF_8));
        record.headers().add("trace", "7".getBytes(UTF_8));
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
    }
  }

  private static List<DeadLetter> letters(Settings settings) {
    try (Stream<DeadLetter> letters = DeadLetters.list(settings, 100)) {
      return letters.toList();
    }
  }

  private static long total(String prefix, java.util.function.ToLongFunction<IngestStatus> field) {
    FramedCodec<IngestStatus> codec =
        new FramedCodec<>(IngestStatus.class, SchemaRegistries.open("none"), "status");
    Map<String, IngestStatus> newest = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(prefix + ".ingest.status")) {
      newest.put(new String(record.key(), UTF_8), codec.decode(record.value()));
    }
    return newest.values().stream().mapToLong(field).sum();
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", "read_committed");
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(condition);
  }
}
