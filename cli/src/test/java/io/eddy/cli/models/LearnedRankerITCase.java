package io.eddy.cli.models;

import static io.eddy.cli.models.ServingRun.PATIENCE;
import static io.eddy.cli.models.ServingRun.await;
import static io.eddy.cli.models.ServingRun.eddy;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.Progress;
import io.eddy.cli.evaluate.LiveComparison;
import io.eddy.cli.evaluate.OfflineReference;
import io.eddy.cli.scoring.LocalScoring;
import io.eddy.config.Settings;
import io.eddy.ingest.EdgeIngest;
import io.eddy.model.bundle.Bundle;
import io.eddy.schemas.LinkPrediction;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From a file of events to a trained ranker that serves, and to its successor. */
@Tag("heavy")
class LearnedRankerITCase {
  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  private static final int EVENTS = 3_000;

  @TempDir Path folder;

  private ServingRun run;

  @BeforeEach
  void open() {
    run = new ServingRun(KAFKA, folder);
  }

  @Test
  void aTrainedRankerServesAsItWasMeasuredAndGivesWayToAReleasedOne() throws InterruptedException {
    eddy("data", "generate", "--events=" + EVENTS, "--out=" + folder.resolve("payments"));
    Path file = folder.resolve("payments").resolve("events.csv");
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    eddy("train", "ranker", "--data=" + file, "--epochs=1", "--seed=0", "--out=" + first);
    eddy("train", "ranker", "--data=" + file, "--epochs=1", "--seed=1", "--out=" + second);
    assertThat(eddy("evaluate", "--bundle=" + first, "--data=" + file, "--json"))
        .contains("\"predictor\":\"ranker\"");

    eddy("topics", "create", "--partitions=1", run.bootstrap());
    DataSet set = DataCatalog.standard().open(file.toString(), Progress.NONE);
    int half = EVENTS / 2;
    try (EdgeIngest ingest = EdgeIngest.start(run.settings("ranker", first));
        LocalScoring scoring = LocalScoring.start(run.settings("ranker", first), 0)) {
      ingest.awaitRunning(PATIENCE);
      scoring.awaitRunning(PATIENCE);
      eddy("replay", "--data=" + file, "--limit=" + half, run.bootstrap());
      await(half + " predictions", scoring, () -> run.predictions().size() >= half);
      assertThat(run.predictions())
          .extracting(LinkPrediction::getModelVersion)
          .containsOnly(Bundle.load(first).version());
      LiveComparison comparison =
          OfflineReference.of(set, half, first, Settings.empty()).rankings();
      run.predictions().forEach(comparison::take);
      assertThat(comparison.result().largestDifference()).isZero();
      assertThat(comparison.result().otherRanks()).isZero();

      eddy("models", "release", second.toString(), run.bootstrap());
      Instant from = Instant.EPOCH.plus(set.events().get(half).timeMicros(), ChronoUnit.MICROS);
      eddy("replay", "--data=" + file, "--from=" + from, "--rate=500", run.bootstrap());
      String successor = Bundle.load(second).version();
      await(
          "predictions of the released ranker",
          scoring,
          () -> run.predictions().stream().anyMatch(p -> p.getModelVersion().equals(successor)));
    }
  }
}
