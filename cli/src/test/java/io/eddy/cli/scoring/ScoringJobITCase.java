package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.console.CommandException;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.CheckpointDirectory;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoringJobITCase {
  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"at-least-once,hashmap", "exactly-once,rocksdb"})
  void aStoppedJobGoesOnFromItsNewestCheckpoint(String guarantee, String backend) {
    ScoringRun run = new ScoringRun(settings("resume-" + guarantee, guarantee, backend));
    List<EdgeEvent> events = ScoringRun.stream(3, 4_000);
    run.send(events.subList(0, 1_500));
    try (LocalScoring scoring = LocalScoring.start(run.settings(), 0)) {
      assertThat(scoring.resumedFrom()).isEmpty();
      run.awaitPredictions(1_500);
      run.await("a checkpoint", () -> checkpoint(run).isPresent());
    }
    run.send(events.subList(1_500, 4_000));
    try (LocalScoring scoring = LocalScoring.start(run.settings(), 0)) {
      assertThat(scoring.resumedFrom()).isPresent();
      run.awaitPredictions(4_000);
    }
    Settings other = run.settings().with(ScoringOptions.PREDICTOR, ScoringOptions.NO_PREDICTOR);
    assertThatThrownBy(() -> LocalScoring.start(other, 0).close())
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("holds state of [")
        .hasMessageContaining("rank")
        .hasMessageContaining(ScoringOptions.PREDICTOR.key());
    if (guarantee.equals("exactly-once")) {
      run.assertEveryPredictionOnce();
    } else {
      run.assertNoPredictionLost();
    }
  }

  @Test
  void lateEventsAndGarbageGoToTheirTopicsAndStopNothing() {
    ScoringRun run = new ScoringRun(settings("garbage", "at-least-once", "hashmap"));
    List<EdgeEvent> events = ScoringRun.stream(4, 200);
    Instant longAgo = events.get(0).getTime().minusSeconds(86_400);
    try (LocalScoring scoring = LocalScoring.start(run.settings(), 0)) {
      run.send(events.subList(0, 100));
      run.awaitPredictions(100);
      String edges = Topic.EDGES.name(run.settings().get(ConnectionOptions.PREFIX));
      run.sendRecords(
          List.of(
              new ProducerRecord<>(edges, "no edge".getBytes(StandardCharsets.UTF_8)),
              new ProducerRecord<>(edges, new byte[0]),
              new ProducerRecord<>(edges, null)));
      run.await("dead letters", () -> run.count(Topic.EDGES_DLQ) == 3);
      new ScoringRun(run.settings())
          .send(List.of(new EdgeEvent("late", "u1", "v1", longAgo, List.of(), "")));
      run.await("the late event", () -> run.count(Topic.EDGES_LATE) == 1);
      run.send(events.subList(100, 200));
      run.awaitPredictions(200);
      run.assertEveryPredictionOnce();
      scoring.requireAlive();
    }
  }

  @Test
  void aDashboardPortInUseIsNamed() throws IOException {
    Settings settings = settings("port", "at-least-once", "hashmap");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalScoring.start(settings, taken.getLocalPort()))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("--dashboard-port");
    }
  }

  private static Optional<String> checkpoint(ScoringRun run) {
    return CheckpointDirectory.latest(run.settings().get(ScoringOptions.CHECKPOINT_DIR));
  }

  private Settings settings(String prefix, String guarantee, String backend) {
    return ScoringRun.settings(KAFKA.bootstrapServers(), prefix, folder)
        .with(
            Map.of(
                ScoringOptions.SINK_GUARANTEE.key(), guarantee,
                ScoringOptions.STATE_BACKEND.key(), backend),
            "test");
  }
}
