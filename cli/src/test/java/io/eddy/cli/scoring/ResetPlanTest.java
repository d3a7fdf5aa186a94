package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.console.CommandException;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.config.Settings;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.kafka.PredictionHeaders;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job had stopped at offset 20 of 30; offsets 0 to 9 are older than the rest. */
class ResetPlanTest {
  private static final int PART = 10;

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @Test
  void theWindowEndsWhereTheJobHadStoppedAndResultsInItAreKnown() {
    Settings settings = stopped("window");
    // Of an event before the window, of two in it, and of one that came after the last checkpoint.
    for (long offset : List.of(3L, 12L, 19L, 25L)) {
      write(settings, offset);
    }
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      ResetPlan plan = ResetPlan.of(settings, broker);
      assertThat(plan.reset().starts()).containsExactly(Map.entry(0, (long) PART));
      assertThat(plan.again()).isEqualTo(PART);
      assertThat(plan.reset().scores().size()).isEqualTo(3);
      for (long offset = 0; offset < 3 * PART; offset++) {
        assertThat(plan.reset().scores().contains(EdgeRef.origin(0, offset)))
            .isEqualTo(offset == 12 || offset == 19 || offset == 25);
      }
      assertThat(plan.reset().late().size()).isZero();

      ResetProgress progress = new ResetProgress(settings, plan, broker);
      progress.begin();
      assertThat(progress.takeOver()).isFalse();
      commit(settings, broker, 2 * PART - 1);
      assertThat(progress.takeOver()).isFalse();
      commit(settings, broker, 2 * PART);
      assertThat(progress.takeOver()).isTrue();
      assertThat(progress.takeOver()).isFalse();
    }
  }

  @Test
  void aTransactionThatWasLeftOpenIsAbortedAndItsEventsHaveNoResult() {
    Settings settings = stopped("open");
    String job = settings.get(ScoringOptions.TRANSACTIONAL_ID_PREFIX);
    try (KafkaProducer<byte[], byte[]> left = transaction(settings, job + "-scores-0-1");
        KafkaProducer<byte[], byte[]> other = transaction(settings, job + "-eu-scores-0-1");
        BrokerConnection broker = BrokerConnection.open(settings)) {
      left.send(score(settings, 15));
      left.flush();
      write(settings, 16);
      other.send(new ProducerRecord<>(Topic.MEMORY.name("open"), new byte[1], new byte[1]));
      other.flush();
      ResetPlan plan = ResetPlan.of(settings, broker);
      assertThat(plan.reset().scores().contains(EdgeRef.origin(0, 15))).isFalse();
      assertThat(plan.reset().scores().contains(EdgeRef.origin(0, 16))).isTrue();
      assertThatThrownBy(left::commitTransaction).isInstanceOf(KafkaException.class);
      other.commitTransaction();
    }
  }

  private static KafkaProducer<byte[], byte[]> transaction(Settings settings, String id) {
    Properties properties = ClientProperties.of(settings);
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    return producer;
  }

  @Test
  void aResultThatDoesNotSayOfWhichEventItIsIsRefused() {
    Settings settings = stopped("unknown");
    ScoringRun run = new ScoringRun(settings);
    run.sendRecords(
        List.of(new ProducerRecord<>(Topic.SCORES.name("unknown"), new byte[1], new byte[1])));
    try (BrokerConnection broker = BrokerConnection.open(settings)) {
      assertThatThrownBy(() -> ResetPlan.of(settings, broker))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("record 0 of 'unknown.scores-0'")
          .hasMessageContaining("choose a shorter window");
    }
  }

  @Test
  void theCommandSaysSoWhereAJobHasNeverRun() {
    Settings settings = new ScoringRun(settings("never")).settings();
    List<String> words = new ArrayList<>(List.of("score", "--reset-memory", "1 h"));
    settings.asMap().forEach((key, value) -> words.add("-D" + key + "=" + value));
    EddyRun run = EddyRun.of(words.toArray(String[]::new));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("there is nothing to reset", "'never-group'");
  }

  @Test
  void aWindowWithoutAMemoryIsBadUsage() {
    EddyRun nonsense = EddyRun.of("score", "--reset-memory", "banana", "--predictor", "oracle");
    assertThat(nonsense.exit()).isEqualTo(2);
    assertThat(nonsense.err()).contains("eddy.memory.reset", "banana", "eddy.predictor", "oracle");

    EddyRun run = EddyRun.of("score", "--reset-memory", "1 h");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("eddy.memory.reset", "eddy.memory.bundle");
  }

  /** A job that has read 20 of 30 events, with a window that begins with the tenth of them. */
  private Settings stopped(String name) {
    ScoringRun run = new ScoringRun(settings(name));
    run.send(ScoringRun.stream(1, 3 * PART).subList(0, PART));
    long first = youngest(run);
    run.await("the next millisecond", () -> System.currentTimeMillis() > first + 1);
    run.send(ScoringRun.stream(1, 3 * PART).subList(PART, 2 * PART));
    long second = youngest(run);
    run.send(ScoringRun.stream(1, 3 * PART).subList(2 * PART, 3 * PART));
    try (BrokerConnection broker = BrokerConnection.open(run.settings())) {
      commit(run.settings(), broker, 2 * PART);
    }
    return run.settings().with(MemoryOptions.RESET, (second - first - 1) + " ms");
  }

  private static void commit(Settings settings, BrokerConnection broker, long offset) {
    broker.get(
        broker
            .admin()
            .alterConsumerGroupOffsets(
                settings.get(ScoringOptions.GROUP_ID),
                Map.of(
                    new TopicPartition(broker.name(Topic.EDGES), 0), new OffsetAndMetadata(offset)))
            .all());
  }

  private static long youngest(ScoringRun run) {
    List<Long> times = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(run.settings(), Topic.EDGES)) {
      reader.readToEnd(record -> times.add(record.timestamp()));
    }
    return times.get(times.size() - 1);
  }

  private static void write(Settings settings, long offset) {
    new ScoringRun(settings).sendRecords(List.of(score(settings, offset)));
  }

  private static ProducerRecord<byte[], byte[]> score(Settings settings, long offset) {
    ProducerRecord<byte[], byte[]> score =
        new ProducerRecord<>(
            Topic.SCORES.name(settings.get(ConnectionOptions.PREFIX)), new byte[1], new byte[1]);
    score
        .headers()
        .add(
            PredictionHeaders.EDGE_ORIGIN,
            ByteBuffer.allocate(Long.BYTES).putLong(EdgeRef.origin(0, offset)).array());
    return score;
  }

  private Settings settings(String name) {
    return Settings.empty()
        .with(
            Map.of(
                ConnectionOptions.BOOTSTRAP.key(),
                KAFKA.bootstrapServers(),
                ConnectionOptions.PREFIX.key(),
                name,
                ScoringOptions.GROUP_ID.key(),
                name + "-group",
                ScoringOptions.CHECKPOINT_DIR.key(),
                folder.resolve(name).toString(),
                MemoryOptions.BUNDLE.key(),
                "unused"),
            "test");
  }
}
