package io.eddy.cli.kafka;

import io.eddy.cli.console.CommandException;
import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * An administrator's connection to the broker that the settings name, known to answer.
 *
 * <p>Safe from any thread.
 */
public final class BrokerConnection implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final String bootstrap;
  private final String prefix;

  private BrokerConnection(Admin admin, String bootstrap, String prefix) {
    this.admin = admin;
    this.bootstrap = bootstrap;
    this.prefix = prefix;
  }

  /**
   * Connects.
   *
   * @throws CommandException if no broker answers within 5 seconds
   * @throws InvalidSettingsException if the address is none, or the client properties cannot be
   *     read
   */
  public static BrokerConnection open(Settings settings) {
    Properties properties = ClientProperties.of(settings);
    String bootstrap = properties.getProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG);
    properties.putIfAbsent(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
    properties.putIfAbsent(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(PATIENCE.toMillis()));
    Admin admin;
    try {
      admin = Admin.create(properties);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() instanceof ConfigException ? e.getCause() : e;
      throw new InvalidSettingsException(
          List.of(
              "%s: '%s': %s"
                  .formatted(ConnectionOptions.BOOTSTRAP.key(), bootstrap, cause.getMessage())));
    }
    BrokerConnection connection =
        new BrokerConnection(admin, bootstrap, settings.get(ConnectionOptions.PREFIX));
    try {
      connection.get(admin.describeCluster().nodes());
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
    return connection;
  }

  /** Kafka's own client. */
  public Admin admin() {
    return admin;
  }

  /** Full name of a topic. */
  public String name(Topic topic) {
    return topic.name(prefix);
  }

  /**
   * Checks that topics exist.
   *
   * @throws CommandException naming those that do not
   */
  public void requireTopics(Topic... topics) {
    Set<String> existing = get(admin.listTopics().names());
    String missing =
        Stream.of(topics)
            .map(this::name)
            .filter(name -> !existing.contains(name))
            .collect(Collectors.joining("', '"));
    if (!missing.isEmpty()) {
      throw new CommandException(
          "the broker at '%s' has no topic '%s': create Eddy's topics with `eddy topics create`"
              .formatted(bootstrap, missing));
    }
  }

  /**
   * Waits for an answer of the broker.
   *
   * @throws CommandException if it does not answer or refuses
   */
  public <T> T get(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("interrupted while waiting for the broker", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new CommandException(
            "no Kafka broker answers at '%s': start one (`eddy broker`), or name yours with --bootstrap or %s"
                .formatted(bootstrap, ConnectionOptions.BOOTSTRAP.key()),
            e.getCause());
      }
      String reason = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new CommandException(
          "the broker at '%s' refused: %s".formatted(bootstrap, reason), e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
