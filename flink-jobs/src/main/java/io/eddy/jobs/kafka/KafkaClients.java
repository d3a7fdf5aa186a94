package io.eddy.jobs.kafka;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.ConnectionOptions;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/** Client properties from the connection options. */
public final class KafkaClients {
  private KafkaClients() {}

  /**
   * Bootstrap servers and whatever the user's properties file holds.
   *
   * @throws InvalidSettingsException if the file cannot be read
   */
  public static Properties properties(Settings settings) {
    Properties properties = new Properties();
    String file = settings.get(ConnectionOptions.CLIENT_PROPERTIES);
    if (!file.isEmpty()) {
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        properties.load(reader);
      } catch (IOException e) {
        throw new InvalidSettingsException(
            List.of(
                "%s: '%s': cannot read it: %s"
                    .formatted(ConnectionOptions.CLIENT_PROPERTIES.key(), file, e)));
      }
    }
    properties.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.get(ConnectionOptions.BOOTSTRAP));
    return properties;
  }
}
