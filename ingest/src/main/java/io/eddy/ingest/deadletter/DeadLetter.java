package io.eddy.ingest.deadletter;

import io.eddy.schemas.topics.DeadLetterCode;
import io.eddy.schemas.topics.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A raw record that ingest refused, or a record of the edges topic that the scoring job refused.
 *
 * @param partition partition in the dead-letter topic
 * @param offset offset in the dead-letter topic
 * @param code short code of the reason, see {@link DeadLetterCode}
 * @param reason what is wrong, for a person
 * @param key the raw record's key as it came
 * @param value the raw record's value as it came
 * @param originTopic topic that the raw record came from
 * @param originPartition its partition there
 * @param originOffset its offset there
 * @param replayed how often it had been replayed before it was refused
 * @param timestamp Kafka's timestamp of the dead letter
 */
@SuppressWarnings("ArrayRecordComponent")
public record DeadLetter(
    int partition,
    long offset,
    String code,
    String reason,
    byte @Nullable [] key,
    byte @Nullable [] value,
    String originTopic,
    int originPartition,
    long originOffset,
    int replayed,
    Instant timestamp) {

  /**
   * The dead letter in a record of the dead-letter topic. Headers that are absent or broken, as on
   * a record that Eddy did not write, read as {@code unknown} or -1.
   */
  static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    return new DeadLetter(
        record.partition(),
        record.offset(),
        text(record, DeadLetterHeaders.CODE),
        text(record, DeadLetterHeaders.REASON),
        record.key(),
        record.value(),
        text(record, DeadLetterHeaders.TOPIC),
        (int) number(record, DeadLetterHeaders.PARTITION, -1),
        number(record, DeadLetterHeaders.OFFSET, -1),
        (int) number(record, DeadLetterHeaders.REPLAYED, 0),
        Instant.ofEpochMilli(record.timestamp()));
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String key) {
    Header header = record.headers().lastHeader(key);
    return header == null || header.value() == null
        ? "unknown"
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static long number(ConsumerRecord<byte[], byte[]> record, String key, long absent) {
    String text = text(record, key);
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : absent;
  }
}
