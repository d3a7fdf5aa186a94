package io.eddy.jobs.kafka;

import io.eddy.jobs.metrics.IngestTotals;
import io.eddy.jobs.metrics.IngestTotalsSerializer;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads framed {@code IngestStatus} records. Only ingest writes them, so other bytes are an error.
 */
public final class IngestStatusDeserializer
    implements KafkaRecordDeserializationSchema<IngestTotals> {
  private static final long serialVersionUID = 1L;

  private final String registry;
  private final String topic;
  private transient FramedCodec<IngestStatus> codec;

  /** A reader for a status topic with the registry of {@code eddy.registry}. */
  public IngestStatusDeserializer(String registry, String topic) {
    this.registry = registry;
    this.topic = topic;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new FramedCodec<>(IngestStatus.class, SchemaRegistries.open(registry), topic);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<IngestTotals> out) {
    IngestStatus status = codec.decode(record.value());
    out.collect(
        new IngestTotals(
            status.getTask(),
            status.getRecordsIn(),
            status.getEdges(),
            status.getDeadLetters(),
            status.getDuplicates()));
  }

  @Override
  public TypeInformation<IngestTotals> getProducedType() {
    return new VersionedTypeInfo<>(IngestTotalsSerializer.INSTANCE);
  }
}
