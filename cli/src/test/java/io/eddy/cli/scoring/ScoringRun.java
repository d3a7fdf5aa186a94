package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.kafka.Sending;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.cli.topics.TopicAdmin;
import io.eddy.cli.topics.TopicLayout;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.model.eval.SequentialScorer;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.CandidateRanker;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.EdgeScore;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** Edges in a real broker, what a sequential program makes of them, and what the job has made. */
final class ScoringRun {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Settings settings;
  private final List<EdgeEvent> edges = new ArrayList<>();

  ScoringRun(Settings settings) {
    this.settings = settings;
    try (TopicAdmin topics = TopicAdmin.open(settings)) {
      topics.create(new TopicLayout(settings.get(ScoringOptions.PARALLELISM), 1, (short) 1));
    }
  }

  /** Seeded events with recurring pairs. */
  static List<EdgeEvent> stream(long seed, int count) {
    Random random = new Random(seed);
    List<EdgeEvent> events = new ArrayList<>();
    long millis = 1_700_000_000_000L;
    for (int i = 0; i < count; i++) {
      millis += random.nextInt(2_000);
      int src = random.nextInt(200);
      int dst = random.nextInt(3) > 0 ? src * 13 % 97 + random.nextInt(3) : random.nextInt(300);
      events.add(
          new EdgeEvent(
              "e" + i, "u" + src, "v" + dst, Instant.ofEpochMilli(millis), List.of(), ""));
    }
    return events;
  }

  /** Settings of a job of its own at a broker, with frequent checkpoints. */
  static Settings settings(String bootstrap, String prefix, Path checkpoints) {
    return Settings.empty()
        .with(
            Map.of(
                ConnectionOptions.BOOTSTRAP.key(), bootstrap,
                ConnectionOptions.PREFIX.key(), prefix,
                ScoringOptions.TRANSACTIONAL_ID_PREFIX.key(), prefix,
                ScoringOptions.CHECKPOINT_INTERVAL.key(), "500 ms",
                ScoringOptions.CHECKPOINT_DIR.key(), checkpoints.toString()),
            "test");
  }

  void send(List<EdgeEvent> events) {
    String topic = name(Topic.EDGES);
    FramedCodec<EdgeEvent> codec =
        new FramedCodec<>(EdgeEvent.class, SchemaRegistries.open("none"), topic);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (EdgeEvent event : events) {
      records.add(
          new ProducerRecord<>(
              topic, event.getSrc().getBytes(StandardCharsets.UTF_8), codec.encode(event)));
    }
    edges.addAll(events);
    sendRecords(records);
  }

  void sendRecords(List<ProducerRecord<byte[], byte[]>> records) {
    Sending.send(settings, records);
  }

  /** Every prediction in the topic, in order, repeated ones too. */
  List<LinkPrediction> predictions() {
    String topic = name(Topic.LINK_PREDICTIONS);
    FramedCodec<LinkPrediction> codec =
        new FramedCodec<>(LinkPrediction.class, SchemaRegistries.open("none"), topic);
    List<LinkPrediction> predictions = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(settings, Topic.LINK_PREDICTIONS)) {
      reader.readToEnd(record -> predictions.add(codec.decode(record.value())));
    }
    return predictions;
  }

  /** Every score in the topic, in order. */
  List<EdgeScore> scores() {
    FramedCodec<EdgeScore> codec =
        new FramedCodec<>(EdgeScore.class, SchemaRegistries.open("none"), name(Topic.SCORES));
    List<EdgeScore> scores = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(settings, Topic.SCORES)) {
      reader.readToEnd(record -> scores.add(codec.decode(record.value())));
    }
    return scores;
  }

  /** The newest memory in the topic of every node that is not deleted there. */
  Map<String, NodeMemory> memories() {
    String topic = name(Topic.MEMORY);
    FramedCodec<NodeMemory> codec =
        new FramedCodec<>(NodeMemory.class, SchemaRegistries.open("none"), topic);
    Map<String, NodeMemory> memories = new TreeMap<>();
    try (TopicReader reader = TopicReader.open(settings, Topic.MEMORY)) {
      reader.readToEnd(
          record -> {
            if (record.value() == null) {
              memories.remove(new String(record.key(), StandardCharsets.UTF_8));
            } else {
              NodeMemory memory = codec.decode(record.value());
              memories.put(memory.getNode(), memory);
            }
          });
    }
    return memories;
  }

  long count(Topic topic) {
    return values(topic).size();
  }

  /** Records that are no tombstones. */
  long valueCount(Topic topic) {
    return values(topic).stream().filter(Objects::nonNull).count();
  }

  private List<byte[]> values(Topic topic) {
    List<byte[]> values = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(settings, topic)) {
      reader.readToEnd(record -> values.add(record.value()));
    }
    return values;
  }

  void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(condition::getAsBoolean);
  }

  /** How many events have a prediction that readers can see. */
  long predictedEvents() {
    return predictions().stream().map(LinkPrediction::getEventId).distinct().count();
  }

  void awaitPredictions(int events) {
    await(events + " predictions", () -> predictedEvents() >= events);
  }

  /** Ranks by event id, as a sequential program gives them. */
  Map<String, Double> expectedRanks() {
    SequentialScorer scorer =
        new SequentialScorer(
            new CandidateRanker(
                new RecencyPredictor(), new RecencyPredictor(), settings.get(ScoringOptions.TOP_N)),
            settings.get(ScoringOptions.HISTORY_CAPACITY));
    Map<String, Double> ranks = new LinkedHashMap<>();
    for (EdgeEvent edge : edges) {
      long micros = edge.getTime().toEpochMilli() * 1_000;
      ranks.put(edge.getId(), scorer.process(edge.getSrc(), edge.getDst(), micros).rank());
    }
    return ranks;
  }

  void assertEveryPredictionOnce() {
    List<LinkPrediction> predictions = predictions();
    assertThat(predictions).hasSameSizeAs(edges);
    assertRanks(predictions);
  }

  /** At parallelism 1 a repeated prediction repeats the rank. */
  void assertNoPredictionLost() {
    assertRanks(predictions());
  }

  private void assertRanks(List<LinkPrediction> predictions) {
    Map<String, Double> ranks = new LinkedHashMap<>();
    for (LinkPrediction prediction : predictions) {
      Double before = ranks.put(prediction.getEventId(), prediction.getRank());
      if (before != null) {
        assertThat(prediction.getRank()).isEqualTo(before);
      }
    }
    assertThat(ranks).containsExactlyInAnyOrderEntriesOf(expectedRanks());
  }

  Settings settings() {
    return settings;
  }

  private String name(Topic topic) {
    return topic.name(settings.get(ConnectionOptions.PREFIX));
  }
}
