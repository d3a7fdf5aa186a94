package io.eddy.schemas.topics;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Kafka client properties from the connection options. */
public final class ClientProperties {
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  private ClientProperties() {}

  /**
   * Bootstrap servers, and whatever the user's properties file holds. New at each call. Servers
   * that the settings name go before those of the file, which go before the default.
   *
   * @throws InvalidSettingsException if the file cannot be read
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
    if (settings.has(ConnectionOptions.BOOTSTRAP) || !properties.containsKey(BOOTSTRAP_SERVERS)) {
      properties.setProperty(BOOTSTRAP_SERVERS, settings.get(ConnectionOptions.BOOTSTRAP));
    }
    // No client of Eddy's reports about itself to the broker unless the user wants it.
    properties.putIfAbsent("enable.metrics.push", "false");
    return properties;
  }
}
