package io.eddy.ingest.internal.topology;

import io.eddy.config.Settings;
import io.eddy.ingest.EdgeIngest;
import io.eddy.ingest.IngestOptions;
import io.eddy.ingest.internal.run.StreamsProperties;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The ingest topology without a broker, and its topics as tests want to see them. */
final class IngestDriver implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final SchemaRegistry registry = SchemaRegistries.open("none");
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> raw;
  private final Topology topology;

  IngestDriver(Path stateDir, int rawPartitions, Map<String, String> options) {
    Settings settings =
        Settings.empty().with(IngestOptions.STATE_DIR, stateDir.toString()).with(options, "test");
    Properties properties = StreamsProperties.of(settings);
    this.topology =
        EdgeTopology.build(
            properties,
            settings,
            EdgeIngest.mapping(settings),
            registry,
            InstantSource.fixed(NOW),
            rawPartitions);
    this.driver = new TopologyTestDriver(topology, properties, NOW);
    this.raw =
        driver.createInputTopic(
            "eddy.edges.raw", new ByteArraySerializer(), new ByteArraySerializer());
  }

  Topology topology() {
    return topology;
  }

  void send(String json) {
    send(null, json.getBytes(StandardCharsets.UTF_8), new RecordHeaders(), 0);
  }

  void send(byte[] key, byte[] value, Headers headers, long timestamp) {
    raw.pipeInput(new TestRecord<>(key, value, headers, timestamp));
  }

  /** Sends an event of Eddy's own JSON. */
  void event(String id, Instant time) {
    long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    send("{\"id\":\"%s\",\"src\":\"a\",\"dst\":\"b\",\"time\":%d}".formatted(id, micros));
  }

  List<TestRecord<byte[], byte[]>> edgeRecords() {
    return records("eddy.edges");
  }

  List<EdgeEvent> edges() {
    FramedCodec<EdgeEvent> codec = new FramedCodec<>(EdgeEvent.class, registry, "eddy.edges");
    return edgeRecords().stream().map(record -> codec.decode(record.value())).toList();
  }

  List<String> edgeIds() {
    return edges().stream().map(EdgeEvent::getId).toList();
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return records("eddy.edges.dlq");
  }

  /** Advances the clock by a second and gives the newest status of each task that reported. */
  Map<String, IngestStatus> statuses() {
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    FramedCodec<IngestStatus> codec =
        new FramedCodec<>(IngestStatus.class, registry, "eddy.ingest.status");
    Map<String, IngestStatus> newest = new TreeMap<>();
    for (TestRecord<byte[], byte[]> record : records("eddy.ingest.status")) {
      newest.put(new String(record.key(), StandardCharsets.UTF_8), codec.decode(record.value()));
    }
    return newest;
  }

  private List<TestRecord<byte[], byte[]>> records(String topic) {
    var output =
        driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    return output.isEmpty() ? new ArrayList<>() : output.readRecordsToList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
