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
   * Bootstrap servers, and whatever the user's properties file holds. New at each call.
   *
   * @throws InvalidSettingsException if the file cannot be read
   */
  public static Properties of(Settings settings) {
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
    properties.put(BOOTSTRAP_SERVERS, settings.get(ConnectionOptions.BOOTSTRAP));
    return properties;
  }
}
