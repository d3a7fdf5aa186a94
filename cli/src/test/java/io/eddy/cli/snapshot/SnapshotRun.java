package io.eddy.cli.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.data.DataEvent;
import io.eddy.cli.topics.TopicAdmin;
import io.eddy.cli.topics.TopicLayout;
import io.eddy.config.Settings;
import io.eddy.jobs.delivery.StoreFactory;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import io.eddy.jobs.snapshot.OfflineSnapshot;
import io.eddy.jobs.snapshot.SnapshotModel;
import io.eddy.jobs.snapshot.SnapshotOptions;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Edges in a real broker, what a program without a job makes of them, and what stores hold. */
final class SnapshotRun {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Settings settings;
  private final List<DataEvent> events;
  private final NavigableMap<Long, EmbeddingSnapshot> expected = new TreeMap<>();

  SnapshotRun(Settings settings, List<DataEvent> events) {
    this.settings = settings;
    this.events = events;
    try (TopicAdmin topics = TopicAdmin.open(settings)) {
      topics.create(TopicLayout.SINGLE);
    }
    expectAll();
  }

  /** Seeded events over some hundred nodes; every second of event time brings several. */
  static List<DataEvent> stream(long seed, int count, int nodes) {
    Random random = new Random(seed);
    List<DataEvent> events = new ArrayList<>();
    long micros = 1_700_000_000_000_000L;
    for (int i = 0; i < count; i++) {
      micros += random.nextInt(400_000);
      events.add(
          new DataEvent(
              "e" + i,
              "u" + random.nextInt(nodes),
              "u" + (int) (nodes * Math.pow(random.nextDouble(), 2)),
              micros,
              new float[0],
              ""));
    }
    return events;
  }

  /** Snapshots that the job has to make of all events. */
  NavigableMap<Long, EmbeddingSnapshot> expected() {
    return expected;
  }

  void send() {
    send(events);
  }

  /** Sends the events from one share of all to another. */
  void send(double from, double to) {
    int size = events.size();
    send(events.subList((int) (from * size), (int) (to * size)));
  }

  private void send(List<DataEvent> some) {
    String topic = Topic.EDGES.name(settings.get(ConnectionOptions.PREFIX));
    FramedCodec<EdgeEvent> codec =
        new FramedCodec<>(EdgeEvent.class, SchemaRegistries.open("none"), topic);
    try (var producer =
        new KafkaProducer<>(
            ClientProperties.of(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (DataEvent event : some) {
        producer.send(
            new ProducerRecord<>(
                topic,
                event.src().getBytes(StandardCharsets.UTF_8),
                codec.encode(
                    new EdgeEvent(
                        event.id(),
                        event.src(),
                        event.dst(),
                        Instant.EPOCH.plusNanos(event.timeMicros() * 1_000),
                        List.of(),
                        event.type()))));
      }
      producer.flush();
    }
  }

  void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(condition::getAsBoolean);
  }

  /** Numbers of the snapshots in the files. */
  Set<Long> written() {
    try (ParquetStore files = new ParquetStore(settings)) {
      return new HashSet<>(files.after(Long.MIN_VALUE));
    }
  }

  Optional<Long> newest(StoreKind kind) {
    try (FeatureStore store = StoreFactory.open(kind, settings)) {
      return store.newest().map(SnapshotInfo::id);
    }
  }

  /** Whether every store has the last snapshot. */
  boolean isThrough() {
    Optional<Long> last = Optional.of(expected.lastKey());
    return newest(StoreKind.PARQUET).equals(last)
        && newest(StoreKind.TOPIC).equals(last)
        && newest(StoreKind.REDIS).equals(last);
  }

  /**
   * Every file holds exactly the snapshot of its tick; and every other store holds, of each node,
   * exactly what is in the last file that has the node, up to the store's newest snapshot.
   */
  void assertWholeSnapshotsOnly() {
    Set<Long> written = written();
    try (ParquetStore files = new ParquetStore(settings)) {
      for (long id : written) {
        EmbeddingSnapshot file = files.snapshot(id).orElseThrow();
        EmbeddingSnapshot wanted = expected.get(id);
        assertThat(file.info()).isEqualTo(wanted.info());
        assertThat(file.nodes()).isEqualTo(wanted.nodes());
        assertThat(file.vectors()).isEqualTo(wanted.vectors());
      }
    }
    for (StoreKind kind : List.of(StoreKind.REDIS, StoreKind.TOPIC)) {
      Map<String, Embedding> folded = new HashMap<>();
      long newest = newest(kind).orElse(Long.MIN_VALUE);
      expected
          .headMap(newest, true)
          .forEach(
              (id, snapshot) -> {
                for (int i = 0; written.contains(id) && i < snapshot.info().nodes(); i++) {
                  folded.put(snapshot.nodes().get(i), snapshot.embedding(i));
                }
              });
      try (FeatureStore store = StoreFactory.open(kind, settings)) {
        Map<String, Embedding> held = store.read(allNodes());
        assertThat(held.keySet()).as("nodes in %s", kind).isEqualTo(folded.keySet());
        held.forEach(
            (node, embedding) ->
                assertThat(embedding).as("%s in %s", node, kind).isEqualTo(folded.get(node)));
      }
    }
  }

  private Set<String> allNodes() {
    Set<String> nodes = new HashSet<>();
    for (DataEvent event : events) {
      nodes.add(event.src());
      nodes.add(event.dst());
    }
    return nodes;
  }

  private void expectAll() {
    OfflineSnapshot offline = new OfflineSnapshot(settings);
    long interval = settings.get(SnapshotOptions.INTERVAL).toMillis() * 1_000;
    for (DataEvent event : events) {
      offline.add(
          new Edge(
              new EdgeRef(event.id(), event.src(), event.dst(), event.timeMicros(), 0, 0),
              event.features(),
              event.type()));
    }
    try (SnapshotModel model = SnapshotModel.open(settings)) {
      long first = events.get(0).timeMicros() / interval;
      // The last watermark is a millisecond before the newest event.
      long last = (events.get(events.size() - 1).timeMicros() - 1_000) / interval;
      for (long id = first; id <= last; id++) {
        offline.tick(model, id).ifPresent(snapshot -> expected.put(snapshot.info().id(), snapshot));
      }
    }
  }
}
