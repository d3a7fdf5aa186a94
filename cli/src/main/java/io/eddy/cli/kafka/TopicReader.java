package io.eddy.cli.kafka;

import io.eddy.cli.console.CommandException;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics of Eddy from their beginning or from a moment on, committed records only, without a
 * consumer group.
 *
 * <p>Use from one thread.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration STALLED = Duration.ofSeconds(30);

  /** A fetch waits for so much, or so long: one for every few records would load the broker. */
  private static final String FETCH_BYTES = Integer.toString(64 << 10);

  private static final String FETCH_WAIT_MS = "50";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  private TopicReader(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    this.consumer = consumer;
    this.partitions = partitions;
  }

  /** A reader at the beginning of existing topics. */
  public static TopicReader open(Settings settings, Topic... topics) {
    return open(settings, Map.of(), topics);
  }

  /**
   * A reader of existing topics that begins where {@code starts} says, and at the beginning of
   * partitions that are not in it.
   */
  public static TopicReader open(
      Settings settings, Map<TopicPartition, Long> starts, Topic... topics) {
    Properties properties = ClientProperties.of(settings);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      String prefix = settings.get(ConnectionOptions.PREFIX);
      List<TopicPartition> partitions =
          Arrays.stream(topics)
              .flatMap(topic -> consumer.partitionsFor(topic.name(prefix)).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      starts.forEach(
          (partition, start) -> {
            if (partitions.contains(partition)) {
              consumer.seek(partition, start);
            }
          });
      return new TopicReader(consumer, partitions);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** Where the topics end now, for a reader of what comes after. */
  public static Map<TopicPartition, Long> ends(Settings settings, Topic... topics) {
    try (TopicReader reader = open(settings, topics)) {
      return reader.consumer.endOffsets(reader.partitions);
    }
  }

  /** Hands over the records that arrive within a time; returns how many there were. */
  public int poll(Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    var records = consumer.poll(patience);
    records.forEach(taker);
    return records.count();
  }

  /**
   * Hands over every record up to the topics' present end.
   *
   * @throws CommandException if the broker gives nothing for long although there is more
   */
  public void readToEnd(Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    readTo(consumer.endOffsets(partitions), taker);
  }

  /**
   * Hands over every record before these offsets, and some behind them; where a transaction is open
   * before one, waits for its end.
   *
   * @throws CommandException if the broker gives nothing for long although there is more
   */
  public void readTo(
      Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    long progress = System.nanoTime();
    long before = -1;
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      poll(Duration.ofMillis(100), taker);
      long now = partitions.stream().mapToLong(consumer::position).sum();
      if (now != before) {
        before = now;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > STALLED.toNanos()) {
        throw new CommandException(
            "no records came for %d s although there are more; is the broker well?"
                .formatted(STALLED.toSeconds()));
      }
    }
  }

  /** How many records, and markers of transactions, the topics have ever taken. */
  public long endOffsets() {
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
