package io.eddy.ingest.internal.run;

import io.eddy.ingest.IngestException;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker for topics before anything is started. */
public final class BrokerCheck {
  private BrokerCheck() {}

  /**
   * The number of partitions of each topic.
   *
   * @throws IngestException if no broker answers in time, it refuses, or a topic is missing; names
   *     all of them
   */
  public static Map<String, Integer> partitions(
      Properties client, List<String> topics, Duration timeout) {
    return ask(client, timeout, admin -> describe(admin.describeTopics(topics).topicNameValues()));
  }

  /**
   * The number of partitions of each of ingest's topics, which also have the settings that ingest
   * needs.
   *
   * @throws IngestException as for {@link #partitions}, or if a topic's settings do not fit; names
   *     all of them
   */
  public static Map<String, Integer> ingestPartitions(
      Properties client, String prefix, Duration timeout) {
    List<String> topics =
        List.of(
            Topic.EDGES_RAW.name(prefix),
            Topic.EDGES.name(prefix),
            Topic.EDGES_DLQ.name(prefix),
            Topic.INGEST_STATUS.name(prefix));
    return ask(
        client,
        timeout,
        admin -> {
          Map<String, Integer> partitions =
              describe(admin.describeTopics(topics).topicNameValues());
          TopicFit.require(admin, prefix);
          return partitions;
        });
  }

  /**
   * Waits for an answer.
   *
   * @throws KafkaException as the broker gave it
   */
  static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException cause) {
        throw cause;
      }
      throw new IngestException("cannot ask the broker: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException("interrupted while waiting for the broker", e);
    }
  }

  private static <T> T ask(Properties client, Duration timeout, Function<Admin, T> question) {
    Properties properties = new Properties();
    properties.putAll(client);
    String millis = Long.toString(Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    try (Admin admin = Admin.create(properties)) {
      return question.apply(admin);
    } catch (TimeoutException e) {
      throw unreachable("no broker answered within " + timeout.toSeconds() + " s", client, e);
    } catch (AuthorizationException | AuthenticationException e) {
      throw refused(client, e);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw unreachable(String.valueOf(cause.getMessage()), client, e);
    }
  }

  private static Map<String, Integer> describe(Map<String, KafkaFuture<TopicDescription>> topics) {
    Map<String, Integer> partitions = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : topics.entrySet()) {
      try {
        partitions.put(topic.getKey(), answer(topic.getValue()).partitions().size());
      } catch (UnknownTopicOrPartitionException e) {
        missing.add(topic.getKey());
      }
    }
    if (!missing.isEmpty()) {
      throw new IngestException(
          "missing topic%s '%s'; create with: eddy topics create"
              .formatted(missing.size() == 1 ? "" : "s", String.join("', '", missing)),
          null);
    }
    return partitions;
  }

  private static IngestException refused(Properties client, KafkaException e) {
    return new IngestException(
        "Kafka at '%s' refused: %s; are the user and its rights in %s right?"
            .formatted(
                client.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                e.getMessage(),
                ConnectionOptions.CLIENT_PROPERTIES.key()),
        e);
  }

  private static IngestException unreachable(String what, Properties client, KafkaException e) {
    return new IngestException(
        "cannot reach Kafka at '%s': %s; is it running, and is %s right?"
            .formatted(
                client.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG),
                what,
                ConnectionOptions.BOOTSTRAP.key()),
        e);
  }
}
