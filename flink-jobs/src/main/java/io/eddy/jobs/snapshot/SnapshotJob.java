package io.eddy.jobs.snapshot;

import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.kafka.EdgeDeserializer;
import io.eddy.jobs.scoring.JobArguments;
import io.eddy.jobs.scoring.ScoringEnvironment;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.scoring.ScoringPipeline;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The snapshot job: edges in from Kafka, an embedding of every node in the feature stores at every
 * tick.
 *
 * <p>Records that are no edges are counted and passed over: the scoring job puts them into the
 * dead-letter topic.
 *
 * <p>As a main class for {@code flink run -c}: {@code --config FILE} and {@code -Dkey=value}
 * arguments.
 */
public final class SnapshotJob {
  /** Every option the job reads. */
  public static final List<Option<?>> OPTIONS =
      Stream.of(
              SnapshotOptions.ALL,
              FeatureStoreOptions.ALL,
              ScoringOptions.ALL,
              DeviceOptions.ALL,
              ConnectionOptions.ALL)
          .<Option<?>>flatMap(List::stream)
          .toList();

  private SnapshotJob() {}

  /** Entry point of {@code flink run}. */
  public static void main(String[] args) throws Exception {
    Settings settings = JobArguments.parse(args).without("eddy.ingest.");
    settings.validate(OPTIONS);
    SnapshotRules.requireConsistent(settings);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(settings));
    build(environment, settings);
    environment.execute();
  }

  /** Flink's settings for this job. */
  public static Configuration configuration(Settings settings) {
    return ScoringEnvironment.configuration(
        settings.with(ScoringOptions.JOB_NAME, settings.get(SnapshotOptions.JOB_NAME)));
  }

  /**
   * Adds the job's operators to an environment; the settings must be valid.
   *
   * @throws io.eddy.model.bundle.BundleException if the model cannot be used
   */
  public static void build(StreamExecutionEnvironment environment, Settings settings) {
    build(environment, settings, new DiscardingSink<>());
  }

  /** As the other, and the reports, which are in the log too, go to a sink. */
  public static void build(
      StreamExecutionEnvironment environment, Settings settings, Sink<SnapshotReport> reports) {
    SnapshotModel.load(settings);
    String edges = Topic.EDGES.name(settings.get(ConnectionOptions.PREFIX));
    ScoringEnvironment.apply(environment, settings);
    SnapshotPipeline.build(
            environment
                .fromSource(
                    source(settings, edges),
                    ScoringPipeline.watermarks(settings),
                    "Edges from Kafka")
                .uid("snapshot-edges"),
            settings)
        .sinkTo(reports)
        .name("Reports are in the log")
        .uid("snapshot-reports")
        .setParallelism(1);
  }

  private static KafkaSource<Incoming> source(Settings settings, String topic) {
    Properties clients = ClientProperties.of(settings);
    return KafkaSource.<Incoming>builder()
        .setProperties(clients)
        // Ingest writes in transactions; what it aborted is no edge.
        .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
        .setGroupId(settings.get(SnapshotOptions.GROUP_ID))
        .setTopics(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new EdgeDeserializer(settings.get(ConnectionOptions.REGISTRY), topic, 0))
        .build();
  }
}
