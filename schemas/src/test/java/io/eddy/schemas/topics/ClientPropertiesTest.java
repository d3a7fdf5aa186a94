package io.eddy.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPropertiesTest {
  @TempDir Path folder;

  @Test
  void serversOfTheSettingsGoBeforeTheFileAndTheFileBeforeTheDefault() throws IOException {
    Path file = Files.writeString(folder.resolve("c.properties"), "bootstrap.servers=file:1\n");
    Settings settings = Settings.empty().with(ConnectionOptions.CLIENT_PROPERTIES, file.toString());

    assertThat(servers(Settings.empty())).isEqualTo("localhost:9092");
    assertThat(servers(settings)).isEqualTo("file:1");
    assertThat(servers(settings.with(ConnectionOptions.BOOTSTRAP, "given:2"))).isEqualTo("given:2");
  }

  private static String servers(Settings settings) {
    return ClientProperties.of(settings).getProperty("bootstrap.servers");
  }
}
