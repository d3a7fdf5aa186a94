package io.eddy.jobs.kafka;

import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.schemas.MemoryMail;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes memories as framed {@code NodeMemory} records keyed by node, for a compacted topic; a
 * forgotten one as a tombstone.
 */
public final class MemorySerializer extends TopicSerializer<MemoryUpdate> {
  private static final long serialVersionUID = 1L;

  private final String registry;
  private transient FramedCodec<NodeMemory> codec;

  /** A writer to a memory topic. */
  public MemorySerializer(String registry, String topic) {
    super(topic);
    this.registry = registry;
  }

  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    codec = new FramedCodec<>(NodeMemory.class, SchemaRegistries.open(registry), topic());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      MemoryUpdate update, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(
        topic(),
        update.node().getBytes(StandardCharsets.UTF_8),
        update.isForgotten() ? null : codec.encode(record(update)));
  }

  private static NodeMemory record(MemoryUpdate update) {
    List<Float> vector = new ArrayList<>(update.vector().length);
    for (float component : update.vector()) {
      vector.add(component);
    }
    return new NodeMemory(
        update.node(),
        Micros.instant(update.timeMicros()),
        vector,
        update.updates(),
        update.model(),
        update.mails().stream()
            .map(mail -> new MemoryMail(mail.neighbour(), Micros.instant(mail.timeMicros())))
            .toList());
  }
}
