package io.eddy.ingest.internal.run;

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

/** What every Kafka client is configured with: the user's properties file and the bootstrap. */
public final class ClientProperties {
  private ClientProperties() {}

  /**
   * A new set for one client.
   *
   * @throws InvalidSettingsException if the properties file cannot be read
   */
  public static Properties of(Settings settings) {
    Properties properties = new Properties();
    String file = settings.get(ConnectionOptions.CLIENT_PROPERTIES);
    if (!file.isEmpty()) {
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new InvalidSettingsException(
            List.of(
                "%s: cannot read '%s': %s"
                    .formatted(ConnectionOptions.CLIENT_PROPERTIES.key(), file, e)));
      }
    }
    properties.setProperty(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.get(ConnectionOptions.BOOTSTRAP));
    properties.putIfAbsent(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
    return properties;
  }
}
