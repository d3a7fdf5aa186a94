package io.eddy.cli.topics;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.kafka.BrokerConnection;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates and describes Eddy's topics on the broker that the settings name.
 *
 * <p>Record timestamps are append times, set by the broker (see {@link Topic#config}): the
 * difference of two append times is a latency that no producer's clock can falsify.
 */
public final class TopicAdmin implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BrokerConnection broker;

  private TopicAdmin(BrokerConnection broker) {
    this.broker = broker;
  }

  /**
   * Connects.
   *
   * @throws CommandException if the broker does not answer
   */
  public static TopicAdmin open(Settings settings) {
    return new TopicAdmin(BrokerConnection.open(settings));
  }

  /**
   * Creates those of Eddy's topics that do not exist; leaves the others as they are.
   *
   * <p>Returns when the broker serves all of them. It acknowledges a creation a moment before it
   * knows of the topic, and leads its partitions a moment after that. A producer that comes in
   * between can have its first batch refused and the second one taken; the first is then out of
   * sequence for good and fails after minutes of retries.
   *
   * @return full names of the topics that were created
   * @throws CommandException if the broker refuses, or does not know them after 10 seconds
   */
  public List<String> create(TopicLayout layout) {
    CreateTopicsResult result =
        broker
            .admin()
            .createTopics(
                Arrays.stream(Topic.values()).map(topic -> newTopic(topic, layout)).toList());
    List<String> created = new ArrayList<>();
    result
        .values()
        .forEach(
            (name, answer) -> {
              if (isCreated(name, answer)) {
                created.add(name);
              }
            });
    Collections.sort(created);
    awaitServed();
    return created;
  }

  private void awaitServed() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!areServed()) {
      if (System.nanoTime() > deadline) {
        throw new CommandException(
            "the broker created topics and does not serve them %d s later: is it overloaded?"
                .formatted(PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private boolean areServed() {
    if (!broker.get(broker.admin().listTopics().names()).containsAll(names())) {
      return false;
    }
    try {
      // Only the leader of a partition answers; the client asks again until there is one.
      offsets(partitions(describe(names())), OffsetSpec.latest());
      return true;
    } catch (CommandException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        // Another broker was asked, which does not know yet.
        return false;
      }
      throw e;
    }
  }

  /** Every topic of Eddy's, also those that do not exist. */
  public List<TopicStatus> list() {
    Set<String> existing = broker.get(broker.admin().listTopics().names());
    List<String> names = names().stream().filter(existing::contains).toList();
    Map<String, TopicDescription> descriptions = describe(names);
    List<TopicPartition> partitions = partitions(descriptions);
    Map<String, Long> first = offsets(partitions, OffsetSpec.earliest());
    Map<String, Long> last = offsets(partitions, OffsetSpec.latest());
    Map<String, String> cleanup = cleanup(names);
    return Arrays.stream(Topic.values())
        .map(
            topic -> {
              String name = broker.name(topic);
              TopicDescription description = descriptions.get(name);
              return description == null
                  ? new TopicStatus(name, 0, 0, policy(topic), topic.content())
                  : new TopicStatus(
                      name,
                      description.partitions().size(),
                      last.getOrDefault(name, 0L) - first.getOrDefault(name, 0L),
                      cleanup.getOrDefault(name, policy(topic)),
                      topic.content());
            })
        .toList();
  }

  @Override
  public void close() {
    broker.close();
  }

  private List<String> names() {
    return Arrays.stream(Topic.values()).map(broker::name).toList();
  }

  private Map<String, TopicDescription> describe(List<String> names) {
    return broker.get(broker.admin().describeTopics(names).allTopicNames());
  }

  private static List<TopicPartition> partitions(Map<String, TopicDescription> topics) {
    return topics.values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(p -> new TopicPartition(topic.name(), p.partition())))
        .toList();
  }

  private NewTopic newTopic(Topic topic, TopicLayout layout) {
    return new NewTopic(broker.name(topic), layout.partitionsOf(topic), layout.replication())
        .configs(topic.config());
  }

  private boolean isCreated(String name, KafkaFuture<Void> answer) {
    try {
      answer.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw new CommandException(
          "topic '%s' could not be created: %s".formatted(name, e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while creating topic '" + name + "'", e);
    }
  }

  /** Offsets summed over each topic's partitions. */
  private Map<String, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, ListOffsetsResultInfo> found =
        broker.get(
            broker
                .admin()
                .listOffsets(
                    partitions.stream().collect(Collectors.toMap(Function.identity(), p -> which)))
                .all());
    return found.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().topic(),
                Collectors.summingLong(entry -> entry.getValue().offset())));
  }

  private Map<String, String> cleanup(List<String> names) {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    return broker.get(broker.admin().describeConfigs(resources).all()).entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().name(),
                entry -> entry.getValue().get(TopicConfig.CLEANUP_POLICY_CONFIG).value()));
  }

  private static String policy(Topic topic) {
    return topic.compacted()
        ? TopicConfig.CLEANUP_POLICY_COMPACT
        : TopicConfig.CLEANUP_POLICY_DELETE;
  }
}
