package io.eddy.cli.models;

import static io.eddy.cli.models.ServingRun.PATIENCE;
import static io.eddy.cli.models.ServingRun.await;
import static io.eddy.cli.models.ServingRun.eddy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.eddy.model.bundle.EddyBundle;
import io.eddy.schemas.LinkPrediction;
import io.eddy.schemas.topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a file of events to the one model, served, and to its successor. */
@Tag("heavy")
class OneModelITCase {
  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  private static final int EVENTS = 700;

  @TempDir Path folder;

  private ServingRun run;

  @BeforeEach
  void open() {
    run = new ServingRun(KAFKA, folder);
  }

  @Test
  void aTrainedModelServesAsItIsEvaluatedAndGivesWayToAReleasedOne() throws Exception {
    Path file = data();
    Path first = train(file, "first", "0", "12", "0");
    Path second = train(file, "second", "0", "12", "1");
    Path wider = train(file, "wider", "0", "16", "0");

    eddy("topics", "create", "--partitions=1", run.bootstrap());
    DataSet set = DataCatalog.standard().open(file.toString(), Progress.NONE);
    int half = EVENTS / 2;
    try (EdgeIngest ingest = EdgeIngest.start(run.settings("eddy", first));
        LocalScoring scoring = LocalScoring.start(run.settings("eddy", first), 0)) {
      ingest.awaitRunning(PATIENCE);
      scoring.awaitRunning(PATIENCE);
      eddy("replay", "--data=" + file, "--limit=" + half, run.bootstrap());
      await(half + " predictions", scoring, () -> run.predictions().size() >= half);
      requireOffline(run.predictions(), set, first);
      await(half + " scores", scoring, () -> run.count(Topic.SCORES) == half);
      assertThat(run.count(Topic.MEMORY)).isPositive();

      eddy("models", "release", wider.toString(), run.bootstrap());
      eddy("models", "release", second.toString(), run.bootstrap());
      Instant from = Instant.EPOCH.plus(set.events().get(half).timeMicros(), ChronoUnit.MICROS);
      eddy("replay", "--data=" + file, "--from=" + from, "--rate=100", run.bootstrap());
      await("all predictions", scoring, () -> run.predictions().size() == EVENTS);
      assertThat(run.predictions())
          .extracting(LinkPrediction::getModelVersion)
          .containsOnly(version(first), version(second))
          .endsWith(version(second));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, single, 0 ms", "2, single, 5 min", "1, half, 5 min"})
  void theDemoComparesItsScoresWithOfflineOnes(String hops, String precision, String idle)
      throws Exception {
    Path file = data();
    requireEqual(
        "--data=" + file,
        "--bundle=" + train(file, "compared", hops, "12", "0"),
        "-Deddy.memory.precision=" + precision,
        "-Deddy.memory.idle=" + idle);
  }

  @Test
  void theDemoComparesMemoriesBesideARanker() throws Exception {
    Path file = data();
    Path ranker = folder.resolve("ranker");
    eddy("train", "ranker", "--data=" + file, "--epochs=1", "--out=" + ranker);
    requireEqual(
        "--data=" + file,
        "--bundle=" + ranker,
        "--memory=" + network(file, "beside", "1", "12", "0"));
  }

  private static void requireEqual(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("demo", "--compare"));
    command.addAll(List.of(options));
    command.addAll(List.of("--exit", "--json", "--dashboard-port=0"));
    JsonNode summary = new ObjectMapper().readTree(eddy(command.toArray(String[]::new)));
    assertThat(summary.at("/scores/count").asInt()).isEqualTo(EVENTS);
    assertThat(summary.at("/offline/events").asInt()).isEqualTo(EVENTS);
    assertThat(summary.at("/offline/scores").asInt()).isGreaterThan(9 * EVENTS);
    assertThat(summary.at("/offline/largestDifference").asDouble()).isZero();
    assertThat(summary.at("/offline/otherRanks").asInt()).isZero();
    assertThat(summary.at("/offlineProbabilities/events").asInt()).isEqualTo(EVENTS);
    assertThat(summary.at("/offlineProbabilities/largestDifference").asDouble()).isZero();
  }

  /** The scores of the best and the rank of the true one, by the scorer of offline evaluation. */
  private static void requireOffline(List<LinkPrediction> predictions, DataSet set, Path bundle) {
    LiveComparison comparison =
        OfflineReference.of(set, predictions.size(), bundle, Settings.empty()).rankings();
    predictions.forEach(comparison::take);
    LiveComparison.Result found = comparison.result();
    assertThat(found.largestDifference()).isZero();
    assertThat(found.otherRanks()).isZero();
    assertThat(found.scores()).isGreaterThan(9 * predictions.size());
  }

  private Path network(Path file, String name, String hops, String memory, String seed) {
    Path network = folder.resolve(name + "-network");
    eddy(
        "train",
        "tgn",
        "--data=" + file,
        "--out=" + network,
        "--hops=" + hops,
        "--unseen=0",
        "--memory=" + memory,
        "--epochs=1",
        "--ranked=20",
        "--seed=" + seed);
    return network;
  }

  private Path train(Path file, String name, String hops, String memory, String seed) {
    Path network = network(file, name, hops, memory, seed);
    Path out = folder.resolve(name);
    eddy(
        "train",
        "eddy",
        "--data=" + file,
        "--tgn=" + network,
        "--out=" + out,
        "--epochs=1",
        "--seed=" + seed);
    return out;
  }

  /** Sources that return to few destinations each, and sometimes to themselves. */
  private Path data() throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("src,dst,time,weight\n");
    for (int i = 0; i < EVENTS; i++) {
      int src = random.nextInt(15);
      int dst = random.nextInt(5) > 0 ? src + random.nextInt(3) : random.nextInt(30);
      String target = i % 17 == 16 ? "u" + src : "v" + dst;
      csv.append("u%d,%s,%d,%d%n".formatted(src, target, 40L * i, i % 3));
    }
    return Files.writeString(folder.resolve("own.csv"), csv);
  }

  private static String version(Path bundle) {
    return Bundle.version(EddyBundle.load(bundle).sha256());
  }
}
