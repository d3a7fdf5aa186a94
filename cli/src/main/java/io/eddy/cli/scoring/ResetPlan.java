package io.eddy.cli.scoring;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.jobs.kafka.SinkName;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.reset.MemoryReset;
import io.eddy.jobs.scoring.CheckpointDirectory;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How the scoring job starts with empty memories: what it reads again, and what of that has results
 * already.
 *
 * <p>The committed offsets of the job's consumer group say where it had stopped, but not what it
 * had written: events may have been on their way then. So which events have results is read from
 * the topics of results, from the append time of the first event that is read again on; no result
 * is older than its event. Transactions that the stopped job left open are aborted first, so that
 * none becomes visible later.
 *
 * @param reset for the job
 * @param places the offset of each partition of the edges topic where the job had stopped
 */
record ResetPlan(MemoryReset reset, Map<TopicPartition, Long> places) {

  /**
   * Makes a plan; the job must have stopped.
   *
   * @param settings valid settings with a window in {@code eddy.memory.reset}
   * @throws CommandException if the job has never stopped anywhere, or what it has written cannot
   *     be known
   */
  static ResetPlan of(Settings settings, BrokerConnection broker) {
    abortTransactions(settings.get(ScoringOptions.TRANSACTIONAL_ID_PREFIX), broker);
    Map<TopicPartition, Long> places = committed(settings, broker);
    if (places.isEmpty()) {
      requireCheckpoint(settings, broker);
      return at(settings, broker, 0, offsets(broker, OffsetSpec.latest()));
    }
    long stopped = LastAppend.millis(settings, places);
    if (stopped < 0) {
      requireNothingMissing(settings, broker, places);
      // A reset that was to begin here has not got as far as its first checkpoint.
      return at(settings, broker, 0, offsets(broker, OffsetSpec.latest()));
    }
    long window = settings.get(MemoryOptions.RESET).toMillis();
    return at(settings, broker, Math.max(0, stopped - window), places);
  }

  private static ResetPlan at(
      Settings settings, BrokerConnection broker, long from, Map<TopicPartition, Long> places) {
    Map<TopicPartition, Long> starts = starts(places, from, broker);
    Map<Integer, Long> byPartition = new TreeMap<>();
    starts.forEach((partition, start) -> byPartition.put(partition.partition(), start));
    return new ResetPlan(
        WrittenResults.read(settings, broker, from, byPartition).reset(byPartition), places);
  }

  /** How many offsets are read again. */
  long again() {
    return places.entrySet().stream()
        .mapToLong(
            place -> place.getValue() - reset.starts().getOrDefault(place.getKey().partition(), 0L))
        .sum();
  }

  private static void abortTransactions(String prefix, BrokerConnection broker) {
    Admin admin = broker.admin();
    Set<String> open =
        broker
            .get(
                admin
                    .listTransactions(
                        new ListTransactionsOptions()
                            .filterStates(
                                Set.of(
                                    TransactionState.ONGOING,
                                    TransactionState.PREPARE_COMMIT,
                                    TransactionState.PREPARE_ABORT)))
                    .all())
            .stream()
            .map(TransactionListing::transactionalId)
            .filter(id -> SinkName.isTransactionOf(prefix, id))
            .collect(Collectors.toSet());
    if (!open.isEmpty()) {
      broker.get(admin.fenceProducers(open).all());
    }
  }

  private static Map<TopicPartition, Long> committed(Settings settings, BrokerConnection broker) {
    String group = settings.get(ScoringOptions.GROUP_ID);
    Map<TopicPartition, OffsetAndMetadata> committed =
        broker.get(
            broker.admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group));
    Map<TopicPartition, Long> places = new HashMap<>();
    committed.forEach(
        (partition, offset) -> {
          if (partition.topic().equals(broker.name(Topic.EDGES)) && offset != null) {
            places.put(partition, offset.offset());
          }
        });
    return places;
  }

  /**
   * Offsets are committed behind a checkpoint, so a job that was stopped at its first one may have
   * none although it has results; it is read again from the beginning.
   */
  private static void requireCheckpoint(Settings settings, BrokerConnection broker) {
    String folder = settings.get(ScoringOptions.CHECKPOINT_DIR);
    if (CheckpointDirectory.latest(folder).isEmpty()) {
      throw new CommandException(
          "there is nothing to reset: the group '%s' (%s) has never read the topic '%s', and '%s' has no checkpoint; start without --reset-memory"
              .formatted(
                  settings.get(ScoringOptions.GROUP_ID),
                  ScoringOptions.GROUP_ID.key(),
                  broker.name(Topic.EDGES),
                  folder));
    }
  }

  private static void requireNothingMissing(
      Settings settings, BrokerConnection broker, Map<TopicPartition, Long> places) {
    Map<TopicPartition, Long> kept = offsets(broker, OffsetSpec.earliest());
    if (places.entrySet().stream()
        .anyMatch(place -> place.getValue() < kept.getOrDefault(place.getKey(), 0L))) {
      throw new CommandException(
          "the events that the group '%s' had read are no longer in the topic '%s': start a new group with %s, without --reset-memory"
              .formatted(
                  settings.get(ScoringOptions.GROUP_ID),
                  broker.name(Topic.EDGES),
                  ScoringOptions.GROUP_ID.key()));
    }
  }

  /** An offset of every partition of the edges topic. */
  private static Map<TopicPartition, Long> offsets(BrokerConnection broker, OffsetSpec which) {
    String edges = broker.name(Topic.EDGES);
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    broker
        .get(broker.admin().describeTopics(Set.of(edges)).allTopicNames())
        .values()
        .forEach(
            topic ->
                topic
                    .partitions()
                    .forEach(
                        info -> wanted.put(new TopicPartition(edges, info.partition()), which)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    broker
        .get(broker.admin().listOffsets(wanted).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private static Map<TopicPartition, Long> starts(
      Map<TopicPartition, Long> places, long fromMillis, BrokerConnection broker) {
    Map<TopicPartition, ListOffsetsResultInfo> found =
        broker.get(
            broker
                .admin()
                .listOffsets(
                    places.keySet().stream()
                        .collect(
                            Collectors.toMap(
                                partition -> partition,
                                partition -> OffsetSpec.forTimestamp(fromMillis))))
                .all());
    Map<TopicPartition, Long> starts = new HashMap<>();
    places.forEach(
        (partition, place) -> {
          ListOffsetsResultInfo first = found.get(partition);
          // Nothing so young is in the partition, or only what was not read yet.
          starts.put(
              partition,
              first == null || first.offset() < 0 || first.offset() > place
                  ? place
                  : first.offset());
        });
    return starts;
  }
}
