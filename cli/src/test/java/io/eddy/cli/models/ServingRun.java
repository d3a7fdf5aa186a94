package io.eddy.cli.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.cli.scoring.LocalScoring;
import io.eddy.config.Settings;
import io.eddy.ingest.IngestOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** A broker, and what tests of served models ask of it. */
final class ServingRun {
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaUnderTest kafka;
  private final Path folder;

  /** A run whose jobs keep their state in the folder. */
  ServingRun(KafkaUnderTest kafka, Path folder) {
    this.kafka = kafka;
    this.folder = folder;
  }

  /** What ingest and a scoring job with this bundle need. */
  Settings settings(String predictor, Path bundle) {
    return connection()
        .with(
            Map.of(
                IngestOptions.STATE_DIR.key(), folder.resolve("ingest").toString(),
                ScoringOptions.CHECKPOINT_DIR.key(), folder.resolve("checkpoints").toString(),
                ScoringOptions.PREDICTOR.key(), predictor,
                ScoringOptions.MODEL_BUNDLE.key(), bundle.toString()),
            "test");
  }

  String bootstrap() {
    return "--bootstrap=" + kafka.bootstrapServers();
  }

  List<LinkPrediction> predictions() {
    Settings settings = connection();
    FramedCodec<LinkPrediction> codec =
        new FramedCodec<>(
            LinkPrediction.class,
            SchemaRegistries.open("none"),
            Topic.LINK_PREDICTIONS.name(settings.get(ConnectionOptions.PREFIX)));
    List<LinkPrediction> predictions = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(settings, Topic.LINK_PREDICTIONS)) {
      reader.readToEnd(record -> predictions.add(codec.decode(record.value())));
    }
    return predictions;
  }

  int count(Topic topic) {
    List<Long> offsets = new ArrayList<>();
    try (TopicReader reader = TopicReader.open(connection(), topic)) {
      reader.readToEnd(record -> offsets.add(record.offset()));
    }
    return offsets.size();
  }

  /** Runs a command that must succeed, and returns what it printed. */
  static String eddy(String... arguments) {
    EddyRun run = EddyRun.of(arguments);
    assertThat(run.exit()).as(run.err()).isZero();
    return run.out();
  }

  static void await(String what, LocalScoring scoring, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .until(
            () -> {
              scoring.requireAlive();
              return condition.getAsBoolean();
            });
  }

  private Settings connection() {
    return Settings.empty()
        .with(Map.of(ConnectionOptions.BOOTSTRAP.key(), kafka.bootstrapServers()), "test");
  }
}
