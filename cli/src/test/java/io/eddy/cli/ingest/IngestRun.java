package io.eddy.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.broker.TopicDump;
import io.eddy.cli.kafka.Sending;
import io.eddy.cli.topics.TopicAdmin;
import io.eddy.cli.topics.TopicLayout;
import io.eddy.config.Settings;
import io.eddy.ingest.IngestOptions;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** Raw records in a real broker, and what ingest has made of them as read_committed sees it. */
public final class IngestRun {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Settings settings;

  /** Topics with this prefix, of two partitions. */
  public IngestRun(String bootstrap, String prefix, Path stateFolder) {
    this.settings =
        Settings.empty()
            .with(
                Map.of(
                    ConnectionOptions.BOOTSTRAP.key(), bootstrap,
                    ConnectionOptions.PREFIX.key(), prefix,
                    IngestOptions.STATE_DIR.key(), stateFolder.toString()),
                "test");
    try (TopicAdmin topics = TopicAdmin.open(settings)) {
      topics.create(new TopicLayout(2, 2, (short) 1));
    }
  }

  /** Settings for {@code EdgeIngest} and for commands. */
  public Settings settings() {
    return settings;
  }

  /** The settings as words of a command line. */
  public String[] asWords() {
    return settings.asMap().entrySet().stream()
        .map(entry -> "-D" + entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }

  void send(List<RawMix.Raw> records) {
    sendRaw(
        records.stream()
            .map(raw -> new ProducerRecord<>(name(Topic.EDGES_RAW), raw.key(), raw.value()))
            .toList());
  }

  /** Sends JSON without a key. */
  public void sendJson(String... values) {
    sendRaw(
        Arrays.stream(values)
            .map(
                value ->
                    new ProducerRecord<byte[], byte[]>(
                        name(Topic.EDGES_RAW), value.getBytes(StandardCharsets.UTF_8)))
            .toList());
  }

  /** Sends one record to whatever topic it names. */
  public void sendRecord(ProducerRecord<byte[], byte[]> record) {
    sendRaw(List.of(record));
  }

  private void sendRaw(List<ProducerRecord<byte[], byte[]>> records) {
    Sending.send(settings, records);
  }

  /** Ids of the edges, repeated ones too. */
  public List<String> edgeIds() {
    FramedCodec<EdgeEvent> codec =
        new FramedCodec<>(EdgeEvent.class, SchemaRegistries.open("none"), name(Topic.EDGES));
    return records(Topic.EDGES).stream().map(r -> codec.decode(r.value()).getId()).toList();
  }

  /** The edges as they lie in the topic. */
  public List<ConsumerRecord<byte[], byte[]>> edgeRecords() {
    return records(Topic.EDGES);
  }

  /** The raw records. */
  public List<ConsumerRecord<byte[], byte[]>> rawRecords() {
    return records(Topic.EDGES_RAW);
  }

  /** The dead letters. */
  public List<ConsumerRecord<byte[], byte[]>> deadLetters() {
    return records(Topic.EDGES_DLQ);
  }

  private Map<String, IngestStatus> status() {
    FramedCodec<IngestStatus> codec =
        new FramedCodec<>(
            IngestStatus.class, SchemaRegistries.open("none"), name(Topic.INGEST_STATUS));
    Map<String, IngestStatus> byTask = new HashMap<>();
    records(Topic.INGEST_STATUS)
        .forEach(
            record -> {
              IngestStatus status = codec.decode(record.value());
              byTask.put(status.getTask(), status);
            });
    return byTask;
  }

  private long total(ToLongFunction<IngestStatus> count) {
    return status().values().stream().mapToLong(count).sum();
  }

  /** Waits until the reported totals account for so many raw records. */
  void awaitAccountFor(long records) {
    await(
        records + " records accounted for",
        () ->
            total(IngestStatus::getRecordsIn) >= records
                && total(s -> s.getEdges() + s.getDeadLetters() + s.getDuplicates()) >= records);
  }

  /** Every good edge once, every dead letter with its bytes, and the totals say the same. */
  void assertOutcomeOf(RawMix mix) {
    assertThat(edgeIds().stream().sorted().toList())
        .isEqualTo(mix.of(RawMix.Kind.GOOD).stream().map(RawMix.Raw::id).sorted().toList());
    assertThat(
            deadLetters().stream().map(record -> Arrays.toString(record.value())).sorted().toList())
        .isEqualTo(
            mix.of(RawMix.Kind.GARBAGE).stream()
                .map(raw -> Arrays.toString(raw.value()))
                .sorted()
                .toList());
    assertThat(total(IngestStatus::getRecordsIn)).isEqualTo(mix.records().size());
    assertThat(total(IngestStatus::getEdges)).isEqualTo(mix.of(RawMix.Kind.GOOD).size());
    assertThat(total(IngestStatus::getDeadLetters)).isEqualTo(mix.of(RawMix.Kind.GARBAGE).size());
    assertThat(total(IngestStatus::getDuplicates)).isEqualTo(mix.of(RawMix.Kind.REPEATED).size());
  }

  /** Waits for something outside this process' control. */
  public void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(condition::getAsBoolean);
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    return TopicDump.read(settings.get(ConnectionOptions.BOOTSTRAP), name(topic));
  }

  private String name(Topic topic) {
    return topic.name(settings.get(ConnectionOptions.PREFIX));
  }
}
