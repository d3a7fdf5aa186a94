package io.eddy.jobs.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.kafka.ReleaseDeserializer;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Releases of bundles: that of a folder, and those of the models topic. */
final class Releases {
  private Releases() {}

  /** The bundle of a folder. */
  static Release of(String name, Path folder, String version, String sha256) {
    return new Release(name, version, folder.toUri().toString(), sha256);
  }

  /** A folder as options name it. */
  static Path folder(String text) {
    return Path.of(text).toAbsolutePath().normalize();
  }

  /** The releases of a name while the job runs. */
  static DataStream<Release> stream(
      StreamExecutionEnvironment environment, Settings settings, String name, String uid) {
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
        .fromSource(
            source,
            WatermarkStrategy.forGenerator(context -> new NoEventTime()),
            "Releases of '%s' from Kafka".formatted(name))
        .uid(uid)
        .setParallelism(1);
  }

  /** Always idle: a release must not hold back the watermark of the edges that it meets. */
  private static final class NoEventTime implements WatermarkGenerator<Release> {
    @Override
    public void onEvent(Release release, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
