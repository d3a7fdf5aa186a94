package io.eddy.jobs.kafka;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.IncomingSerializer;
import io.eddy.jobs.event.Undecodable;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.codec.CodecException;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads framed {@code EdgeEvent}s; bytes that are none, and events that the job could not keep,
 * become {@link Undecodable} and do not stop the job.
 */
public final class EdgeDeserializer implements KafkaRecordDeserializationSchema<Incoming> {
  private static final long serialVersionUID = 1L;

  private final String registry;
  private final String topic;
  private final int features;
  private transient FramedCodec<EdgeEvent> codec;

  /**
   * A reader for an edges topic with the registry of {@code eddy.registry}.
   *
   * @param features so many an edge must have; 0 for any number, where nothing reads them
   */
  public EdgeDeserializer(String registry, String topic, int features) {
    this.registry = registry;
    this.topic = topic;
    this.features = features;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new FramedCodec<>(EdgeEvent.class, SchemaRegistries.open(registry), topic);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Incoming> out) {
    out.collect(decode(record));
  }

  private Incoming decode(ConsumerRecord<byte[], byte[]> record) {
    EdgeEvent event;
    try {
      event = codec.decode(record.value());
    } catch (CodecException e) {
      return undecodable(record, e.reason());
    }
    float[] given = floats(event.getFeatures());
    Optional<String> problem = EdgeCheck.problem(event, given, features);
    if (problem.isPresent()) {
      return undecodable(record, problem.get());
    }
    EdgeRef ref =
        new EdgeRef(
            event.getId(),
            event.getSrc(),
            event.getDst(),
            Micros.of(event.getTime()),
            record.timestamp(),
            EdgeRef.origin(record.partition(), record.offset()));
    return new Edge(ref, given, event.getType());
  }

  @Override
  public TypeInformation<Incoming> getProducedType() {
    return new VersionedTypeInfo<>(IncomingSerializer.INSTANCE);
  }

  private static List<Undecodable.Header> headers(ConsumerRecord<byte[], byte[]> record) {
    List<Undecodable.Header> headers = new ArrayList<>();
    record
        .headers()
        .forEach(header -> headers.add(new Undecodable.Header(header.key(), header.value())));
    return headers;
  }

  private static Undecodable undecodable(ConsumerRecord<byte[], byte[]> record, String reason) {
    return new Undecodable(
        record.key(), record.value(), headers(record), record.partition(), record.offset(), reason);
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
