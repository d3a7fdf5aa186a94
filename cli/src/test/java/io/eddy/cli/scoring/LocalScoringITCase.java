package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.console.CommandException;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("heavy")
class LocalScoringITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @Test
  void aFailureThatComesBackIsToldAndEndsTheJob() {
    ScoringRun run = new ScoringRun(settings());
    run.sendRecords(
        List.of(
            new ProducerRecord<>(
                Topic.INGEST_STATUS.name("poison"), new byte[] {0}, new byte[] {1})));
    List<String> failures = new ArrayList<>();
    try (LocalScoring scoring = LocalScoring.start(run.settings(), 0)) {
      Awaitility.await("the end of the job")
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                scoring.takeFailure().ifPresent(failures::add);
                assertThatThrownBy(scoring::requireAlive)
                    .isInstanceOf(CommandException.class)
                    .hasMessageContaining("the scoring job ended")
                    .hasMessageContaining("IngestStatus");
              });
    }
    assertThat(failures)
        .isNotEmpty()
        .allSatisfy(cause -> assertThat(cause).contains("IngestStatus"));
  }

  private Settings settings() {
    return ScoringRun.settings(KAFKA.bootstrapServers(), "poison", folder)
        .with(ScoringOptions.RESTART_ATTEMPTS, "2");
  }
}
