package io.eddy.ingest.deadletter;

import io.eddy.config.Settings;
import io.eddy.ingest.IngestOptions;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.DeadLetterHeaders;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One replay: copies letters and commits the progress, one transaction a fetch. */
final class Replay implements AutoCloseable {
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final List<TopicPartition> partitions;
  private final ReplayFilter filter;
  private final String rawTopic;
  private final String edgesTopic;
  private final Map<TopicPartition, ReplayProgress> progress = new HashMap<>();

  /** Takes over the consumer and closes it. */
  Replay(
      Settings settings,
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      ReplayFilter filter) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.filter = filter;
    String prefix = settings.get(ConnectionOptions.PREFIX);
    this.rawTopic = Topic.EDGES_RAW.name(prefix);
    this.edgesTopic = Topic.EDGES.name(prefix);
    Properties properties = ClientProperties.of(settings);
    // A raw record may be as large as its topic takes, which is a little more than the usual limit.
    properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "33554432");
    properties.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group(settings));
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The consumer group whose offsets say what was replayed. */
  static String group(Settings settings) {
    return IngestOptions.applicationId(settings) + "-dlq-replay";
  }

  /** Copies what the filter covers and was not copied before; returns how many. */
  long run() {
    // Ends another replay, so that the progress read next stays true.
    producer.initTransactions();
    consumer
        .committed(new HashSet<>(partitions))
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                progress.put(partition, ReplayProgress.of(offset.offset(), offset.metadata()));
              }
            });
    DeadLetterScan scan = new DeadLetterScan(consumer, partitions, filter.toOffset());
    for (TopicPartition partition : partitions) {
      scan.skipTo(partition, Math.max(filter.fromOffset(), progress(partition).base()));
    }
    long copied = 0;
    while (true) {
      Map<TopicPartition, Long> from = new HashMap<>();
      partitions.forEach(partition -> from.put(partition, scan.position(partition)));
      ConsumerRecords<byte[], byte[]> records = scan.next();
      if (records.isEmpty()) {
        return copied;
      }
      copied += copy(records, scan, from);
    }
  }

  private long copy(
      ConsumerRecords<byte[], byte[]> records,
      DeadLetterScan scan,
      Map<TopicPartition, Long> from) {
    producer.beginTransaction();
    long copied = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      DeadLetter letter = DeadLetter.of(record);
      if (scan.covers(record)
          && record.offset() >= filter.fromOffset()
          && filter.coversCode(letter.code())
          && !progress(partition).covers(letter.code(), record.offset())) {
        // A failed send fails the commit.
        var unused = producer.send(original(record, letter));
        copied++;
      }
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    from.forEach(
        (partition, start) -> {
          long end = scan.position(partition);
          if (end > start) {
            ReplayProgress now = progress(partition).and(filter.code(), start, end);
            progress.put(partition, now);
            offsets.put(partition, new OffsetAndMetadata(now.base(), now.metadata()));
          }
        });
    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    producer.commitTransaction();
    return copied;
  }

  private ProducerRecord<byte[], byte[]> original(
      ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
    Headers headers = new RecordHeaders();
    for (Header header : record.headers()) {
      if (!header.key().startsWith(DeadLetterHeaders.PREFIX)) {
        headers.add(header);
      }
    }
    headers.add(
        DeadLetterHeaders.REPLAYED,
        Integer.toString(letter.replayed() + 1).getBytes(StandardCharsets.UTF_8));
    return new ProducerRecord<>(home(letter), null, record.key(), record.value(), headers);
  }

  /**
   * What the scoring job refused goes back to it; all else is raw, also what Eddy did not write.
   */
  private String home(DeadLetter letter) {
    return letter.originTopic().equals(edgesTopic) ? edgesTopic : rawTopic;
  }

  private ReplayProgress progress(TopicPartition partition) {
    return progress.getOrDefault(partition, ReplayProgress.NONE);
  }

  @Override
  public void close() {
    // Ends an open transaction without its records.
    producer.close();
    consumer.close();
  }
}
