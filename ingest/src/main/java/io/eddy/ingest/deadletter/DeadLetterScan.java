package io.eddy.ingest.deadletter;

import io.eddy.ingest.IngestException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One pass over the dead letters that were committed when it began. Not thread-safe.
 *
 * <p>The caller keeps the consumer and closes it.
 */
final class DeadLetterScan {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration STALLED = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;

  /** A pass from the oldest letter of each partition up to an offset, not included. */
  DeadLetterScan(
      Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions, long toOffset) {
    this.consumer = consumer;
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    this.ends = new HashMap<>();
    consumer
        .endOffsets(partitions)
        .forEach((partition, end) -> ends.put(partition, Math.min(end, toOffset)));
  }

  /** Goes on from an offset of a partition, unless older letters are gone anyway. */
  void skipTo(TopicPartition partition, long offset) {
    if (offset > consumer.position(partition)) {
      consumer.seek(partition, Math.min(offset, end(partition)));
    }
  }

  /** Where the pass stands in a partition, at most its end. */
  long position(TopicPartition partition) {
    return Math.min(consumer.position(partition), end(partition));
  }

  /** Whether a letter belongs to the pass. */
  boolean covers(ConsumerRecord<byte[], byte[]> record) {
    return record.offset() < end(new TopicPartition(record.topic(), record.partition()));
  }

  /**
   * The next letters, or none at the end of the pass.
   *
   * @throws IngestException if the broker gives nothing for long
   */
  ConsumerRecords<byte[], byte[]> next() {
    long stalledAt = System.nanoTime() + STALLED.toNanos();
    while (ends.keySet().stream().anyMatch(p -> consumer.position(p) < end(p))) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        return records;
      }
      if (System.nanoTime() - stalledAt > 0) {
        throw new IngestException(
            "no dead letters came for %d s although there are more; is the broker well?"
                .formatted(STALLED.toSeconds()),
            null);
      }
    }
    return ConsumerRecords.empty();
  }

  private long end(TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }
}
