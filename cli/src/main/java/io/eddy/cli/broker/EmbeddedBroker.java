package io.eddy.cli.broker;

import io.eddy.cli.broker.internal.BrokerFolder;
import io.eddy.cli.broker.internal.KafkaExits;
import io.eddy.cli.broker.internal.Ports;
import io.eddy.cli.broker.internal.SingleNode;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka node, controller and broker at once, running in this process on localhost.
 *
 * <p>Its data lives in one folder: a folder that holds an earlier broker's data is opened with its
 * topics and their records. {@link #close} stops it cleanly and may be called more than once and
 * from any thread.
 *
 * <p>Topics are not created by being used.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** Free bytes that the folder's disk must have at start. */
  private static final long MIN_FREE_BYTES = 256L << 20;

  private final Path folder;
  private final int port;
  private final KafkaRaftServer server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(Path folder, int port, KafkaRaftServer server) {
    this.folder = folder;
    this.port = port;
    this.server = server;
  }

  /**
   * Starts on a free port.
   *
   * @param folder where the data is, or will be; created when absent
   * @throws BrokerException if the folder cannot be used
   */
  public static EmbeddedBroker start(Path folder) {
    return start(folder, 0);
  }

  /**
   * Starts on a given port.
   *
   * @param folder where the data is, or will be; created when absent
   * @param port port on localhost; 0 for a free one
   * @throws BrokerException if the folder cannot be used or the port is taken
   */
  public static EmbeddedBroker start(Path folder, int port) {
    return start(folder, port, MIN_FREE_BYTES);
  }

  static EmbeddedBroker start(Path folder, int port, long minFreeBytes) {
    Path absolute = folder.toAbsolutePath().normalize();
    BrokerFolder.prepare(absolute, minFreeBytes);
    int brokerPort = Ports.claim(port);
    KafkaConfig config =
        KafkaConfig.fromProps(
            SingleNode.properties(absolute, brokerPort, controllerPort(brokerPort)));
    KafkaExits.watch(absolute);
    KafkaRaftServer server = null;
    try {
      SingleNode.format(absolute);
      server = new KafkaRaftServer(config, Time.SYSTEM);
      KafkaExits.throwingOnThisThread(server::startup);
    } catch (Exception e) {
      KafkaExits.unwatch(absolute);
      if (server != null) {
        stopQuietly(server);
      }
      throw new BrokerException(
          "the broker in '%s' did not start on port %d: %s"
              .formatted(absolute, brokerPort, reason(e)),
          e);
    }
    return new EmbeddedBroker(absolute, brokerPort, server);
  }

  /** A free port; the broker's own is free too until it starts. */
  private static int controllerPort(int brokerPort) {
    int port = Ports.claim(0);
    while (port == brokerPort) {
      port = Ports.claim(0);
    }
    return port;
  }

  /** Address for clients: {@code localhost:port}. */
  public String bootstrapServers() {
    return SingleNode.HOST + ":" + port;
  }

  /** Port that clients connect to. */
  public int port() {
    return port;
  }

  /** The absolute folder that holds the data. */
  public Path folder() {
    return folder;
  }

  /** Stops the broker; its data stays in the folder. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.shutdown();
      server.awaitShutdown();
      KafkaExits.unwatch(folder);
    }
  }

  private static void stopQuietly(KafkaRaftServer server) {
    try {
      KafkaExits.throwingOnThisThread(server::shutdown);
    } catch (RuntimeException e) {
      LOG.debug("A broker that did not start did not stop cleanly either", e);
    }
  }

  /** The innermost message: Kafka wraps what matters in "caught exception". */
  private static String reason(Throwable error) {
    Throwable innermost = error;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
  }
}
