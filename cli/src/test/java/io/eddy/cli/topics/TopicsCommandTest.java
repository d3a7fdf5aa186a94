package io.eddy.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.schemas.topics.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TopicsCommandTest {
  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void createsEveryTopicOnce() throws Exception {
    EddyRun first = topics("create", "-D", "eddy.topics.prefix=once", "--json");
    assertThat(first.exit()).isZero();
    assertThat(json.readTree(first.out()).get("created")).hasSize(Topic.values().length);
    EddyRun second = topics("create", "-D", "eddy.topics.prefix=once", "--json");
    assertThat(json.readTree(second.out()).get("created")).isEmpty();
    assertThat(topics("create", "-D", "eddy.topics.prefix=once").out()).contains("exist already");
  }

  @Test
  void listsPartitionsAndCleanup() throws Exception {
    topics("create", "-D", "eddy.topics.prefix=p", "--partitions", "3", "--raw-partitions", "2");
    JsonNode list = json.readTree(topics("list", "-D", "eddy.topics.prefix=p", "--json").out());
    assertThat(list).hasSize(Topic.values().length);
    assertThat(topic(list, "p.edges").get("partitions").asInt()).isEqualTo(3);
    assertThat(topic(list, "p.edges").get("cleanup").asText()).isEqualTo("delete");
    assertThat(topic(list, "p.edges").get("offsets").asLong()).isZero();
    assertThat(topic(list, "p.edges.raw").get("partitions").asInt()).isEqualTo(2);
    assertThat(topic(list, "p.models").get("partitions").asInt()).isEqualTo(1);
    assertThat(topic(list, "p.memory").get("cleanup").asText()).isEqualTo("compact");
  }

  @Test
  void listsAbsentTopicsAsAbsent() {
    EddyRun run = topics("list", "-D", "eddy.topics.prefix=nowhere");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("nowhere.edges.raw (absent)");
  }

  @Test
  void refusesNoPartitions() {
    EddyRun run = topics("create", "--partitions", "0");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--partitions: '0': expected at least 1");
  }

  @Test
  void saysWhyABrokerRefusesToCreate() {
    EddyRun run = topics("create", "-D", "eddy.topics.prefix=r", "--replication", "3");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains("replication factor");
  }

  private static JsonNode topic(JsonNode list, String name) {
    return list.valueStream()
        .filter(node -> node.get("topic").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static EddyRun topics(String... words) {
    String[] line = new String[words.length + 3];
    line[0] = "topics";
    System.arraycopy(words, 0, line, 1, words.length);
    line[words.length + 1] = "--bootstrap";
    line[words.length + 2] = KAFKA.bootstrapServers();
    return EddyRun.of(line);
  }
}
