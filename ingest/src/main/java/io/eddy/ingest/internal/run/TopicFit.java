package io.eddy.ingest.internal.run;

import static java.util.Objects.requireNonNull;

import io.eddy.ingest.IngestException;
import io.eddy.schemas.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether existing topics can take what ingest writes. A dead letter holds its whole raw record, so
 * one raw record larger than the dead-letter topic takes would stop ingest at every start. And
 * records carry event times: with the producer's timestamps the broker would delete a replayed year
 * at once.
 */
final class TopicFit {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFit.class);

  private TopicFit() {}

  /**
   * Checks the topics.
   *
   * @throws IngestException naming every setting that does not fit, and how to change it
   */
  static void require(Admin admin, String prefix) {
    Map<Topic, ConfigResource> resources =
        Stream.of(Topic.EDGES_RAW, Topic.EDGES, Topic.EDGES_DLQ)
            .collect(
                Collectors.toMap(
                    topic -> topic,
                    topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name(prefix))));
    Map<ConfigResource, Config> configs;
    try {
      configs = BrokerCheck.answer(admin.describeConfigs(resources.values()).all());
    } catch (AuthorizationException e) {
      LOG.warn(
          "The settings of the topics could not be checked, for lack of the right to describe them:"
              + " {}",
          e.getMessage());
      return;
    }
    Settings settings = new Settings(prefix, resources, configs);
    List<String> problems = new ArrayList<>();
    for (Topic topic : List.of(Topic.EDGES, Topic.EDGES_DLQ)) {
      settings.requireAppendTime(topic, problems);
    }
    settings.requireBytes(Topic.EDGES, Topic.EDGES.maxMessageBytes(), problems);
    settings.requireBytes(
        Topic.EDGES_DLQ,
        settings.maxBytes(Topic.EDGES_RAW) + Topic.DEAD_LETTER_OVERHEAD_BYTES,
        problems);
    if (!problems.isEmpty()) {
      throw new IngestException(
          "%s; change with: kafka-configs --alter --entity-type topics --entity-name TOPIC --add-config KEY=VALUE"
              .formatted(String.join("; ", problems)),
          null);
    }
  }

  private record Settings(
      String prefix, Map<Topic, ConfigResource> resources, Map<ConfigResource, Config> configs) {
    String value(Topic topic, String key) {
      return requireNonNull(configs.get(requireNonNull(resources.get(topic)))).get(key).value();
    }

    long maxBytes(Topic topic) {
      return Long.parseLong(value(topic, Topic.MAX_MESSAGE_BYTES));
    }

    void requireAppendTime(Topic topic, List<String> problems) {
      String type = value(topic, Topic.TIMESTAMP_TYPE);
      if (!type.equals(Topic.APPEND_TIME)) {
        problems.add(
            "'%s' has %s=%s and needs %s"
                .formatted(topic.name(prefix), Topic.TIMESTAMP_TYPE, type, Topic.APPEND_TIME));
      }
    }

    void requireBytes(Topic topic, long needed, List<String> problems) {
      long bytes = maxBytes(topic);
      if (bytes < needed) {
        problems.add(
            "'%s' has %s=%d and needs at least %d"
                .formatted(topic.name(prefix), Topic.MAX_MESSAGE_BYTES, bytes, needed));
      }
    }
  }
}
