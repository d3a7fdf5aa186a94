package io.eddy.jobs.kafka;

import io.eddy.config.Option;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Late;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.LateEvent;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes late events as framed {@code LateEvent}s keyed by source. Flink's watermark W
 * (milliseconds) says that nothing at or before W is to come; the record has the same boundary as
 * the first event time still in time, W + 1 ms, so that watermark less event time is the lateness.
 */
public final class LateEventSerializer extends TopicSerializer<Late> {
  private static final long serialVersionUID = 1L;

  private final String registry;
  private final LatePolicy policy;
  private transient FramedCodec<LateEvent> codec;

  /** A writer to a late topic, naming the policy in every record. */
  public LateEventSerializer(String registry, String topic, LatePolicy policy) {
    super(topic);
    this.registry = registry;
    this.policy = policy;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    codec = new FramedCodec<>(LateEvent.class, SchemaRegistries.open(registry), topic());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Late late, KafkaSinkContext context, Long timestamp) {
    Edge edge = late.edge();
    EdgeEvent event =
        new EdgeEvent(
            edge.ref().id(),
            edge.ref().src(),
            edge.ref().dst(),
            Micros.instant(edge.ref().timeMicros()),
            list(edge.features()),
            edge.type());
    LateEvent record =
        new LateEvent(
            event,
            Micros.instant(late.firstInTimeMicros()),
            late.latenessMicros(),
            Option.spelled(policy));
    ProducerRecord<byte[], byte[]> written =
        new ProducerRecord<>(
            topic(), edge.ref().src().getBytes(StandardCharsets.UTF_8), codec.encode(record));
    PredictionHeaders.writeOrigin(written.headers(), edge.ref());
    return written;
  }

  private static List<Float> list(float[] values) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
