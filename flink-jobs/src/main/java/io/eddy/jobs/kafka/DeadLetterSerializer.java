package io.eddy.jobs.kafka;

import io.eddy.jobs.event.Undecodable;
import io.eddy.schemas.topics.DeadLetterCode;
import io.eddy.schemas.topics.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes undecodable records to the dead-letter topic: the original bytes and headers, and further
 * headers that say why.
 */
public final class DeadLetterSerializer extends TopicSerializer<Undecodable> {
  private static final long serialVersionUID = 1L;

  private final String origin;

  /** A writer of records of the topic {@code origin} to the dead-letter topic. */
  public DeadLetterSerializer(String origin, String topic) {
    super(topic);
    this.origin = origin;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Undecodable bad, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic(), bad.key(), bad.value());
    bad.headers().forEach(header -> record.headers().add(header.name(), header.value()));
    header(record, DeadLetterHeaders.REASON, bad.reason());
    header(record, DeadLetterHeaders.CODE, DeadLetterCode.UNDECODABLE_EDGE.code());
    header(record, DeadLetterHeaders.TOPIC, origin);
    header(record, DeadLetterHeaders.PARTITION, Integer.toString(bad.partition()));
    header(record, DeadLetterHeaders.OFFSET, Long.toString(bad.offset()));
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
