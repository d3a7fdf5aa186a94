package io.eddy.ingest.internal.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The Kafka timestamp of a raw record, which only dead letters keep. Kafka Streams drops records
 * with a negative one without a trace, so those count as 0.
 */
final class RawTimestamp implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
