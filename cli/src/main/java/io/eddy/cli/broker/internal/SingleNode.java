package io.eddy.cli.broker.internal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Settings and first formatting of a node that is alone in its cluster. */
public final class SingleNode {
  public static final String HOST = "localhost";
  static final int NODE_ID = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private SingleNode() {}

  /** Kafka's settings for a node with its data in {@code folder}. */
  public static Properties properties(Path folder, int brokerPort, int controllerPort) {
    Properties p = new Properties();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(NODE_ID));
    p.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    p.put("controller.listener.names", CONTROLLER);
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put(
        "listeners",
        "PLAINTEXT://%s:%d,%s://%s:%d"
            .formatted(HOST, brokerPort, CONTROLLER, HOST, controllerPort));
    p.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + brokerPort);
    p.put("log.dirs", folder.toString());
    p.put("metadata.log.dir", folder.toString());

    p.put("auto.create.topics.enable", "false");
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "4");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("group.initial.rebalance.delay.ms", "0");

    // A replayed history carries old times; nothing in it may expire by age.
    p.put("log.retention.ms", "-1");
    p.put("log.segment.bytes", Integer.toString(256 << 20));
    p.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    // Kafka's eight and three are for a machine of its own.
    p.put("num.io.threads", "2");
    p.put("num.network.threads", "1");
    // The node learns about its own registration by heartbeat: at the default of 2 s that is most
    // of the time that a start takes.
    p.put("broker.heartbeat.interval.ms", "200");
    return p;
  }

  /**
   * Writes the first metadata into an empty folder; leaves a formatted one as it is.
   *
   * @throws Exception whatever Kafka's formatter throws
   */
  public static void format(Path folder) throws Exception {
    if (Files.exists(folder.resolve(BrokerFolder.META_PROPERTIES))) {
      return;
    }
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setNodeId(NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setControllerListenerName(CONTROLLER)
          .run();
    }
  }
}
