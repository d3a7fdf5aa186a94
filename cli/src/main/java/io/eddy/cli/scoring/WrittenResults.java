package io.eddy.cli.scoring;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.cli.kafka.TopicReader;
import io.eddy.config.Settings;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.kafka.PredictionHeaders;
import io.eddy.jobs.reset.MemoryReset;
import io.eddy.jobs.reset.Written;
import io.eddy.schemas.topics.DeadLetterHeaders;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Which records of the edges topic have a result already, in each topic of results. */
final class WrittenResults {
  private static final Topic[] TOPICS = {
    Topic.SCORES, Topic.LINK_PREDICTIONS, Topic.EDGES_LATE, Topic.EDGES_DLQ
  };

  /** How far the clocks of two brokers may be apart: append times are those of the leader. */
  private static final long CLOCKS_MILLIS = 60_000;

  private final Map<Topic, Written> written = new EnumMap<>(Topic.class);
  private final Map<String, Topic> names = new HashMap<>();
  private final String edges;

  private WrittenResults(BrokerConnection broker, Map<Integer, Long> starts) {
    for (Topic topic : TOPICS) {
      written.put(topic, new Written(starts));
      names.put(broker.name(topic), topic);
    }
    edges = broker.name(Topic.EDGES);
  }

  /**
   * Reads the topics of results up to their present end.
   *
   * @param fromMillis results are not older than this
   * @param starts first offsets of the records that are asked for
   * @throws CommandException if results of the time were deleted, or do not say of which event they
   *     are
   */
  static WrittenResults read(
      Settings settings, BrokerConnection broker, long fromMillis, Map<Integer, Long> starts) {
    WrittenResults results = new WrittenResults(broker, starts);
    List<TopicPartition> partitions =
        broker
            .get(broker.admin().describeTopics(results.names.keySet()).allTopicNames())
            .values()
            .stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(info -> new TopicPartition(topic.name(), info.partition())))
            .toList();
    long since = Math.max(0, fromMillis - CLOCKS_MILLIS);
    Map<TopicPartition, Long> earliest = offsets(broker, partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> young = offsets(broker, partitions, OffsetSpec.forTimestamp(since));
    Map<TopicPartition, Long> ends = offsets(broker, partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> begins = new HashMap<>();
    for (TopicPartition partition : partitions) {
      long first = Objects.requireNonNull(young.get(partition));
      long end = Objects.requireNonNull(ends.get(partition));
      long kept = Objects.requireNonNull(earliest.get(partition));
      if (first >= 0 && first == kept && kept > 0) {
        throw new CommandException(
            "what was written to '%s' in the window is no longer all there, so events would be written twice: choose a shorter window for --reset-memory"
                .formatted(partition));
      }
      begins.put(partition, first < 0 ? end : first);
    }
    try (TopicReader reader = TopicReader.open(settings, begins, TOPICS)) {
      reader.readTo(ends, results::take);
    }
    return results;
  }

  /** A reset that reads from these offsets on. */
  MemoryReset reset(Map<Integer, Long> starts) {
    return new MemoryReset(
        starts,
        of(Topic.SCORES),
        of(Topic.LINK_PREDICTIONS),
        of(Topic.EDGES_LATE),
        of(Topic.EDGES_DLQ));
  }

  private Written of(Topic topic) {
    return Objects.requireNonNull(written.get(topic));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Topic topic = Objects.requireNonNull(names.get(record.topic()));
    if (topic == Topic.EDGES_DLQ) {
      // The topic has the dead letters of ingest too.
      if (edges.equals(text(record.headers(), DeadLetterHeaders.TOPIC))) {
        of(topic)
            .add(
                EdgeRef.origin(
                    Integer.parseInt(text(record.headers(), DeadLetterHeaders.PARTITION)),
                    Long.parseLong(text(record.headers(), DeadLetterHeaders.OFFSET))));
      }
      return;
    }
    try {
      of(topic).add(PredictionHeaders.edgeOrigin(record.headers()));
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "record %d of '%s-%d' does not say of which event it is (an earlier version wrote it), so events could be written twice: choose a shorter window for --reset-memory"
              .formatted(record.offset(), record.topic(), record.partition()),
          e);
    }
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static Map<TopicPartition, Long> offsets(
      BrokerConnection broker, List<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, ListOffsetsResultInfo> found =
        broker.get(
            broker
                .admin()
                .listOffsets(
                    partitions.stream().collect(Collectors.toMap(Function.identity(), p -> which)))
                .all());
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
