package io.eddy.ingest.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import io.eddy.schemas.topics.ConnectionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsPropertiesTest {
  @TempDir Path folder;

  @Test
  void whatTheUserTunesIsNotTunedAgain() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("client.properties"),
            "linger.ms=1\nproducer.batch.size=5\nmax.poll.records=7\n");
    Properties properties =
        StreamsProperties.of(
            Settings.empty().with(ConnectionOptions.CLIENT_PROPERTIES, file.toString()));
    StreamsConfig config = new StreamsConfig(properties);

    var producer = config.getProducerConfigs("client");
    assertThat(producer.get("linger.ms")).hasToString("1");
    assertThat(producer.get("batch.size")).hasToString("5");
    assertThat(producer.get("max.request.size")).hasToString("33554432");
    var consumer = config.getMainConsumerConfigs("group", "client", 0);
    assertThat(consumer.get("max.poll.records")).hasToString("7");
    assertThat(consumer.get("session.timeout.ms")).hasToString("10000");
  }
}
