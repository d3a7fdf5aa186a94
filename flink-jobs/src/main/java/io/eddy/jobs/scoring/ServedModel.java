package io.eddy.jobs.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.kafka.ReleaseDeserializer;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.ranker.RankerPredictor;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The learned ranker of a job.
 *
 * @param first the bundle it begins with
 * @param features settings of the features that the bundle expects; later ones must expect the same
 * @param releases bundles to change to while the job runs
 */
public record ServedModel(Release first, RankerSettings features, DataStream<Release> releases) {

  /**
   * The model that the settings name, with its releases from the models topic.
   *
   * @return null where a training-free rule ranks
   * @throws io.eddy.model.bundle.BundleException if the bundle cannot be used
   */
  static @Nullable ServedModel of(StreamExecutionEnvironment environment, Settings settings) {
    if (!settings.get(ScoringOptions.PREDICTOR).equals(RankerPredictor.NAME)) {
      return null;
    }
    String name = settings.get(ScoringOptions.MODEL_NAME);
    Path folder = Path.of(settings.get(ScoringOptions.MODEL_BUNDLE)).toAbsolutePath().normalize();
    Bundle bundle = Bundle.load(folder);
    return new ServedModel(
        new Release(name, bundle.version(), folder.toUri().toString(), bundle.sha256()),
        bundle.manifest().features().settings(),
        releases(environment, settings, name));
  }

  private static DataStream<Release> releases(
      StreamExecutionEnvironment environment, Settings settings, String name) {
    String topic = Topic.MODELS.name(settings.get(ConnectionOptions.PREFIX));
    KafkaSource<Release> source =
        KafkaSource.<Release>builder()
            .setProperties(ClientProperties.of(settings))
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setProperty("commit.offsets.on.checkpoint", "false")
            .setTopics(topic)
            // The bundle to begin with is given; what was released before is older or the same.
            .setStartingOffsets(OffsetsInitializer.latest())
            .setDeserializer(
                new ReleaseDeserializer(settings.get(ConnectionOptions.REGISTRY), topic, name))
            .build();
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "Model releases from Kafka")
        .uid("model-releases")
        .setParallelism(1);
  }
}
