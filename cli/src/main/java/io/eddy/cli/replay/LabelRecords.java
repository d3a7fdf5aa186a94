package io.eddy.cli.replay;

import io.eddy.cli.data.DataLabel;
import io.eddy.config.Settings;
import io.eddy.schemas.EdgeLabel;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Labels as framed Avro records of the label topic, keyed by subject. */
final class LabelRecords {
  private final String topic;
  private final FramedCodec<EdgeLabel> codec;

  LabelRecords(Settings settings) {
    this.topic = Topic.LABELS.name(settings.get(ConnectionOptions.PREFIX));
    this.codec =
        new FramedCodec<>(
            EdgeLabel.class,
            SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY)),
            topic);
  }

  ProducerRecord<byte[], byte[]> of(DataLabel label) {
    EdgeLabel value =
        EdgeLabel.newBuilder()
            .setSubject(label.subject())
            .setSubjectKind(label.kind())
            .setValue(label.value())
            .setKnownAt(Instant.EPOCH.plus(label.knownAtMicros(), ChronoUnit.MICROS))
            .build();
    return new ProducerRecord<>(
        topic, label.subject().getBytes(StandardCharsets.UTF_8), codec.encode(value));
  }
}
