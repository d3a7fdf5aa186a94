package io.eddy.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerTest {
  @TempDir Path temp;

  @Test
  void keepsTopicsAndRecordsAcrossARestart() throws Exception {
    Path folder = temp.resolve("broker");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      createTopic(broker, "t");
      produce(broker, List.of("one", "two"), Optional.empty());
      assertThat(consume(broker, "read_uncommitted", 2)).containsExactly("one", "two");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      assertThat(consume(broker, "read_uncommitted", 2)).containsExactly("one", "two");
    }
  }

  @Test
  void readCommittedSeesOnlyCommittedTransactions() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("broker"))) {
      createTopic(broker, "t");
      produce(broker, List.of("aborted"), Optional.of(false));
      produce(broker, List.of("committed"), Optional.of(true));
      assertThat(consume(broker, "read_committed", 1)).containsExactly("committed");
    }
  }

  @Test
  void closesMoreThanOnce() {
    EmbeddedBroker broker = EmbeddedBroker.start(temp.resolve("broker"));
    broker.close();
    broker.close();
  }

  @Test
  void namesThePortThatIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(temp.resolve("broker"), taken.getLocalPort()))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("port " + taken.getLocalPort());
    }
  }

  @Test
  void refusesAFolderInUseByAnotherBroker() {
    Path folder = temp.resolve("broker");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
      assertThatThrownBy(() -> EmbeddedBroker.start(broker.folder()))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining(folder.toString())
          .hasMessageContaining("in use by another broker");
    }
  }

  @Test
  void refusesAFolderHoldingSomethingElse() throws Exception {
    Files.writeString(temp.resolve("thesis.tex"), "precious");
    assertThatThrownBy(() -> EmbeddedBroker.start(temp))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("holds something else ('thesis.tex')");
    assertThat(temp.resolve("thesis.tex")).hasContent("precious");
  }

  @Test
  void refusesAnotherKafkaNodesFolder() throws Exception {
    Files.writeString(temp.resolve("meta.properties"), "version=1\nnode.id=7\n");
    assertThatThrownBy(() -> EmbeddedBroker.start(temp))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("node.id is 7");
  }

  @Test
  void aFolderThatKafkaItselfRefusesDoesNotEndTheProcess() throws Exception {
    Files.writeString(temp.resolve("meta.properties"), "version=1\nnode.id=1\n");
    assertThatThrownBy(() -> EmbeddedBroker.start(temp))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("did not start");
  }

  @Test
  void aBrokenMetadataLogDoesNotEndTheProcess() throws Exception {
    EmbeddedBroker.start(temp.resolve("broker")).close();
    Path log = temp.resolve("broker/__cluster_metadata-0");
    Files.walk(log).filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
    Files.delete(log);
    Files.writeString(log, "no directory");
    assertThatThrownBy(() -> EmbeddedBroker.start(temp.resolve("broker")))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("did not start");
  }

  @Test
  void refusesAFile() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedBroker.start(file))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("is a file");
  }

  @Test
  void namesAFolderThatCannotBeWritten() {
    // /proc refuses new entries even to root, for whom permission bits mean nothing.
    Path folder = Path.of("/proc/eddy-broker");
    assertThatThrownBy(() -> EmbeddedBroker.start(folder))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("'/proc/eddy-broker' is not writable")
        .hasMessageContaining("bytes free");
  }

  @Test
  void namesTheFreeBytesOfADiskThatIsTooFull() {
    assertThatThrownBy(() -> EmbeddedBroker.start(temp.resolve("broker"), 0, Long.MAX_VALUE))
        .isInstanceOf(BrokerException.class)
        .hasMessageMatching(
            "(?s).*broker' has [\\d,]+ bytes free and needs at least [\\d,]+ bytes.*");
  }

  private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  /** Produces plainly, or in a transaction that is committed or aborted. */
  private static void produce(
      EmbeddedBroker broker, List<String> values, Optional<Boolean> commit) {
    Map<String, Object> config =
        commit.isPresent()
            ? Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "transactional.id", "transaction")
            : Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      if (commit.isPresent()) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      values.forEach(value -> producer.send(new ProducerRecord<>("t", value)));
      producer.flush();
      if (commit.isPresent() && commit.get()) {
        producer.commitTransaction();
      } else if (commit.isPresent()) {
        producer.abortTransaction();
      }
    }
  }

  private static List<String> consume(EmbeddedBroker broker, String isolation, int count) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", isolation);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("t", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      for (int empty = 0; values.size() < count && empty < 20; empty++) {
        consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
