package io.eddy.ingest.internal.run;

import io.eddy.ingest.IngestException;
import io.eddy.schemas.topics.ConnectionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker for topics before anything is started. */
public final class BrokerCheck {
  private BrokerCheck() {}

  /**
   * The number of partitions of each topic.
   *
   * @throws IngestException if no broker answers in time, or a topic is missing; names all of them
   */
  public static Map<String, Integer> partitions(
      Properties client, List<String> topics, Duration timeout) {
    Properties properties = new Properties();
    properties.putAll(client);
    String millis = Long.toString(Math.min(timeout.toMillis(), Integer.MAX_VALUE));
    properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    try (Admin admin = Admin.create(properties)) {
      return describe(admin.describeTopics(topics).topicNameValues());
    } catch (TimeoutException e) {
      throw unreachable("no broker answered within " + timeout.toSeconds() + " s", client, e);
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
        partitions.put(topic.getKey(), topic.getValue().get().partitions().size());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          missing.add(topic.getKey());
        } else if (e.getCause() instanceof KafkaException cause) {
          throw cause;
        } else {
          throw new IngestException("cannot look up topic '" + topic.getKey() + "': " + e, e);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IngestException("interrupted while waiting for the broker", e);
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
