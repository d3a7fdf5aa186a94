package io.eddy.ingest.deadletter;

import io.eddy.config.Settings;
import io.eddy.ingest.IngestException;
import io.eddy.ingest.IngestOptions;
import io.eddy.ingest.internal.run.BrokerCheck;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Lists and replays what ingest and the scoring job refused. */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * The committed dead letters, oldest first within a partition, read as the stream is consumed.
   * Close the stream.
   *
   * @param limit most to give
   * @throws IngestException if the broker does not answer or the topic is missing
   */
  public static Stream<DeadLetter> list(Settings settings, long limit) {
    List<TopicPartition> partitions = partitions(settings, Topic.EDGES_DLQ);
    Consumer<byte[], byte[]> consumer = consumer(settings);
    try {
      DeadLetterScan scan = new DeadLetterScan(consumer, partitions, Long.MAX_VALUE);
      return Stream.generate(() -> next(scan))
          .takeWhile(records -> !records.isEmpty())
          .flatMap(records -> StreamSupport.stream(records.spliterator(), false))
          .filter(scan::covers)
          .map(DeadLetter::of)
          .limit(limit)
          .onClose(consumer::close);
    } catch (KafkaException e) {
      consumer.close();
      throw failure("list", e);
    }
  }

  /**
   * Copies dead letters back to the topic they came from, raw records or edges, with the key, value
   * and headers they came with, and {@code eddy.dlq.replayed} counting the times.
   *
   * <p>No letter is replayed twice, whatever the filters: what was replayed is committed with the
   * copies, as an offset of the group {@code <application id>-dlq-replay}. Kafka forgets the offset
   * after the broker's {@code offsets.retention.minutes} (7 days) without a replay; letters that
   * live longer can be replayed again then, and deduplication by event id is what remains.
   *
   * <p>A second replay at the same time ends the first.
   *
   * @return how many were copied
   * @throws IngestException if the broker does not answer, a topic is missing, or another replay
   *     took over; what was copied until then stays copied
   */
  public static long replay(Settings settings, ReplayFilter filter) {
    List<TopicPartition> partitions =
        partitions(settings, Topic.EDGES_DLQ, Topic.EDGES_RAW, Topic.EDGES).stream()
            .filter(p -> filter.coversPartition(p.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IngestException(
          "the dead-letter topic has no partition %d".formatted(filter.partition().orElse(-1)),
          null);
    }
    try (Replay replay = new Replay(settings, consumer(settings), partitions, filter)) {
      return replay.run();
    } catch (KafkaException e) {
      throw failure("replay", e);
    }
  }

  private static ConsumerRecords<byte[], byte[]> next(DeadLetterScan scan) {
    try {
      return scan.next();
    } catch (KafkaException e) {
      throw failure("list", e);
    }
  }

  /** Partitions of the dead-letter topic, where the topics needed are there. */
  private static List<TopicPartition> partitions(Settings settings, Topic... needed) {
    String prefix = settings.get(ConnectionOptions.PREFIX);
    String letters = Topic.EDGES_DLQ.name(prefix);
    int count =
        Objects.requireNonNull(
            BrokerCheck.partitions(
                    ClientProperties.of(settings),
                    Stream.of(needed).map(topic -> topic.name(prefix)).toList(),
                    settings.get(IngestOptions.START_TIMEOUT))
                .get(letters));
    return IntStream.range(0, count).mapToObj(p -> new TopicPartition(letters, p)).toList();
  }

  private static Consumer<byte[], byte[]> consumer(Settings settings) {
    Properties properties = ClientProperties.of(settings);
    properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, Replay.group(settings));
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static IngestException failure(String what, KafkaException e) {
    return new IngestException("cannot %s dead letters: %s".formatted(what, e.getMessage()), e);
  }
}
