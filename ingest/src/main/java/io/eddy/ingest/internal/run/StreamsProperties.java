package io.eddy.ingest.internal.run;

import io.eddy.config.Settings;
import io.eddy.ingest.IngestOptions;
import io.eddy.schemas.topics.ClientProperties;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What Kafka Streams runs with. The tuning gives way to the user's properties file; exactly-once
 * and what it needs does not.
 */
public final class StreamsProperties {
  private static final int MAX_POLL_MILLIS = 100;

  private StreamsProperties() {}

  /** The properties for validated settings. */
  public static Properties of(Settings settings) {
    long commitMillis = settings.get(IngestOptions.COMMIT_INTERVAL).toMillis();
    Properties properties = ClientProperties.of(settings);
    // A transaction flushes the producer when it ends; until then batches may fill.
    producer(properties, ProducerConfig.LINGER_MS_CONFIG, "100");
    producer(properties, ProducerConfig.BATCH_SIZE_CONFIG, "262144");
    // A dead letter is its raw record and some headers. What fits is for the topics to say; the
    // producer's own limit is that of its buffer.
    producer(properties, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "33554432");
    consumer(properties, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
    // After a crash the group waits this long for the lost member.
    consumer(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "10000");
    // A commit that is due waits for the poll to return.
    properties.putIfAbsent(
        StreamsConfig.POLL_MS_CONFIG,
        Long.toString(Math.max(1, Math.min(MAX_POLL_MILLIS, commitMillis / 2))));

    properties.setProperty(
        StreamsConfig.APPLICATION_ID_CONFIG, IngestOptions.applicationId(settings));
    properties.setProperty(
        StreamsConfig.STATE_DIR_CONFIG, IngestOptions.stateDir(settings).toString());
    properties.setProperty(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.get(IngestOptions.THREADS).toString());
    properties.setProperty(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.setProperty(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Long.toString(commitMillis));
    properties.setProperty(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    // Records carry event times. By those the broker would delete the changelog of a replayed year
    // at once, and refuse a repartitioned event that is ahead of its clock.
    properties.setProperty(
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG), "LogAppendTime");
    return properties;
  }

  // Streams lets a prefixed setting go before one without prefix, so the user's may be either.
  private static void producer(Properties properties, String key, String value) {
    unlessGiven(properties, key, StreamsConfig.producerPrefix(key), value);
  }

  private static void consumer(Properties properties, String key, String value) {
    unlessGiven(properties, key, StreamsConfig.consumerPrefix(key), value);
  }

  private static void unlessGiven(
      Properties properties, String key, String prefixed, String value) {
    if (!properties.containsKey(key)) {
      properties.putIfAbsent(prefixed, value);
    }
  }
}
