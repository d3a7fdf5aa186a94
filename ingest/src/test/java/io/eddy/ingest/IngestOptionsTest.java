package io.eddy.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.schemas.topics.ConnectionOptions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestOptionsTest {
  @Test
  void defaultsAreValuesOfTheirOptions() {
    IngestOptions.ALL.forEach(option -> assertThat(Settings.empty().get(option)).isNotNull());
  }

  @Test
  void applicationIdFollowsThePrefix() {
    Settings settings = Settings.empty().with(ConnectionOptions.PREFIX, "shop");

    assertThat(IngestOptions.applicationId(settings)).isEqualTo("shop-ingest");
    assertThat(IngestOptions.applicationId(settings.with(IngestOptions.APPLICATION_ID, "x")))
        .isEqualTo("x");
  }

  @Test
  void startReportsAllMistakesBeforeItLooksForABroker() {
    Settings settings =
        Settings.empty()
            .with(
                Map.of(
                    "eddy.ingest.threads", "0",
                    "eddy.ingest.dedupe.store", "disk",
                    "eddy.ingest.commit-interval", "1 min"),
                "test.yaml");

    assertThatThrownBy(() -> EdgeIngest.start(settings))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("eddy.ingest.threads: '0' (from test.yaml)")
        .hasMessageContaining("eddy.ingest.dedupe.store: 'disk'")
        .hasMessageContaining("eddy.ingest.commit-interval: '1 min'");
  }

  @Test
  void aLengthAndAMappingFileContradictEachOther() {
    Settings settings =
        Settings.empty()
            .with(IngestOptions.MAPPING, "m.yaml")
            .with(IngestOptions.FEATURES_LENGTH, "3");

    assertThatThrownBy(() -> EdgeIngest.mapping(settings))
        .hasMessage(
            "eddy.ingest.features.length: '3': not together with eddy.ingest.mapping; declare features in 'm.yaml'");
  }

  @Test
  void anAbsentBrokerIsOneClearMessage() {
    Settings settings =
        Settings.empty()
            .with(ConnectionOptions.BOOTSTRAP, "localhost:1")
            .with(IngestOptions.START_TIMEOUT, "1 s");

    assertThatThrownBy(() -> EdgeIngest.start(settings))
        .isInstanceOf(IngestException.class)
        .hasMessage(
            "cannot reach Kafka at 'localhost:1': no broker answered within %d s; is it running, and is eddy.kafka.bootstrap right?",
            Duration.ofSeconds(1).toSeconds());
    assertThatThrownBy(
            () -> EdgeIngest.start(settings.with(ConnectionOptions.BOOTSTRAP, "nowhere")))
        .isInstanceOf(IngestException.class)
        .hasMessageContaining("cannot reach Kafka at 'nowhere': Invalid url");
  }
}
