package io.eddy.jobs.kafka;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ReleaseSerializer;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.schemas.ModelRelease;
import io.eddy.schemas.codec.CodecException;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads framed {@code ModelRelease}s of one model. Releases of other models are passed over; so are
 * tombstones. Bytes that are no release are logged and passed over: a running job must not end
 * because of what somebody wrote to the topic.
 */
public final class ReleaseDeserializer implements KafkaRecordDeserializationSchema<Release> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseDeserializer.class);

  private final String registry;
  private final String topic;
  private final String model;
  private transient FramedCodec<ModelRelease> codec;

  /**
   * A reader of a models topic.
   *
   * @param model whose releases to take
   */
  public ReleaseDeserializer(String registry, String topic, String model) {
    this.registry = registry;
    this.topic = topic;
    this.model = model;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new FramedCodec<>(ModelRelease.class, SchemaRegistries.open(registry), topic);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Release> out) {
    if (record.value() == null) {
      return;
    }
    ModelRelease release;
    try {
      release = codec.decode(record.value());
    } catch (CodecException e) {
      LOG.error(
          "No model release at {}-{}@{}: {}; passed over, the present model stays",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getMessage());
      return;
    }
    if (release.getName().equals(model)) {
      out.collect(
          new Release(
              release.getName(), release.getVersion(), release.getUri(), release.getSha256()));
    }
  }

  @Override
  public TypeInformation<Release> getProducedType() {
    return new VersionedTypeInfo<>(ReleaseSerializer.INSTANCE);
  }
}
