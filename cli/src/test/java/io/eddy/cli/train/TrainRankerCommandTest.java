package io.eddy.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and evaluating a bundle as a user does it, on a file of the user's own. */
final class TrainRankerCommandTest {
  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path temp;

  @Test
  void aTrainedBundleIsEvaluatedToTheNumbersOfItsTraining() throws Exception {
    Path data = data();
    Path out = temp.resolve("bundle");
    EddyRun trained = train(data, out, "--epochs", "2", "--seed", "5", "--json");
    assertThat(trained.exit()).as(trained.err()).isZero();
    JsonNode report = json.readTree(trained.out());
    assertThat(report.at("/data").asText()).isEqualTo("own");
    assertThat(report.at("/seed").asLong()).isEqualTo(5);
    assertThat(report.at("/epochs")).hasSize(2);
    assertThat(report.at("/metrics")).hasSize(4);
    assertThat(report.at("/metrics/1/part").asText()).isEqualTo("test");
    assertThat(report.at("/metrics/1/freshness").asText()).isEqualTo("per-event");
    assertThat(Bundle.load(out).sha256()).isEqualTo(report.at("/sha256").asText());
    assertThat(out.resolve("checkpoint.bin")).doesNotExist();

    EddyRun evaluated =
        EddyRun.of("evaluate", "--bundle", out.toString(), "--data", data.toString(), "--json");
    assertThat(evaluated.exit()).as(evaluated.err()).isZero();
    JsonNode evaluation = json.readTree(evaluated.out());
    assertThat(evaluation.at("/predictor").asText()).isEqualTo("ranker");
    assertThat(evaluation.at("/test/mrr").asDouble())
        .isEqualTo(report.at("/metrics/1/mrr").asDouble());
    assertThat(evaluation.at("/baseline/predictor").asText()).isEqualTo("recency");
    assertThat(evaluation.at("/baseline/test/mrr").asDouble())
        .isEqualTo(report.at("/metrics/1/baselineMrr").asDouble());
    assertThat(evaluation.has("negatives")).isFalse();

    EddyRun drawn =
        EddyRun.of(
            "evaluate",
            "--bundle",
            out.toString(),
            "--data",
            data.toString(),
            "--json",
            "--negatives",
            "5");
    JsonNode few = json.readTree(drawn.out());
    assertThat(few.at("/negatives").asInt()).isEqualTo(5);
    assertThat(few.at("/test/mrr").asDouble()).isGreaterThan(evaluation.at("/test/mrr").asDouble());

    EddyRun text = EddyRun.of("evaluate", "--bundle", out.toString(), "--data", data.toString());
    assertThat(text.out()).contains("ranker on own, per-event", "recency test");

    EddyRun again = train(data, out);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("holds a bundle already").contains("--force");
  }

  @Test
  void theTextOutputNamesTheBundleAndEveryMeasurement() throws Exception {
    Path out = temp.resolve("text");
    EddyRun run = train(data(), out, "--epochs", "1");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("bundle " + out, "epoch 1 of 1", "per-event", "stale-200", "recency rule");
  }

  @Test
  void boundsAreThoseOfTheBundlesFeatures() throws Exception {
    Path out = temp.resolve("bounded");
    EddyRun run =
        train(data(), out, "--epochs", "1", "--bounds", "2,3,4", "--without", "SOURCE,TRANSITION");
    assertThat(run.exit()).as(run.err()).isZero();
    RankerSettings settings = Bundle.load(out).manifest().features().settings();
    assertThat(settings).isEqualTo(settings.withBounds(2, 3, 4));

    // The stream goes on; a job that runs the first bundle can change to the second.
    Path grown = temp.resolve("grown.csv");
    Files.writeString(grown, Files.readString(data()) + "u1,v1,24000\nu2,v9,90000\n");
    Path retrained = temp.resolve("retrained");
    EddyRun again = train(grown, retrained, "--epochs", "1", "--scales", out.toString());
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(Bundle.load(retrained).manifest().features())
        .isEqualTo(Bundle.load(out).manifest().features());
    EddyRun nowhere = train(grown, temp.resolve("no"), "--scales", "nowhere");
    assertThat(nowhere.exit()).isEqualTo(1);
    assertThat(nowhere.err()).contains("'nowhere' is no bundle");
  }

  @Test
  void badOptionsExitWith2() throws Exception {
    Path data = data();
    Path out = temp.resolve("none");
    assertThat(EddyRun.of("train").exit()).isEqualTo(2);
    assertThat(EddyRun.of("train", "ranker", "--data", data.toString()).err()).contains("--out");
    EddyRun epochs = train(data, out, "--epochs", "0");
    assertThat(epochs.exit()).isEqualTo(2);
    assertThat(epochs.err()).contains("0 epochs");
    EddyRun bounds = train(data, out, "--bounds", "2,3");
    assertThat(bounds.exit()).isEqualTo(2);
    assertThat(bounds.err()).contains("2 numbers", "PAIRS,SOURCES,LINKS");
    EddyRun block = train(data, out, "--without", "COLOUR");
    assertThat(block.exit()).isEqualTo(2);
    assertThat(block.err()).contains("COLOUR", "TRANSITION");
    EddyRun both =
        EddyRun.of(
            "evaluate", "--bundle", "x", "--predictor", "recency", "--data", data.toString());
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err()).contains("leave out --predictor");
    EddyRun negatives = EddyRun.of("evaluate", "--negatives", "5", "--data", data.toString());
    assertThat(negatives.exit()).isEqualTo(2);
    assertThat(negatives.err()).contains("needs --bundle");
  }

  @Test
  void whatIsNoBundleIsOneMessage() throws Exception {
    EddyRun run = EddyRun.of("evaluate", "--bundle", temp.toString(), "--data", data().toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("is no bundle")
        .contains("`eddy train` makes them");
  }

  @Test
  void dataWithoutEventsIsOneMessage() throws Exception {
    Path empty = Files.writeString(temp.resolve("empty.csv"), "src,dst,time\n");
    EddyRun run = train(empty, temp.resolve("none"));
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("no events");
  }

  private static EddyRun train(Path data, Path out, String... further) {
    String[] words = new String[6 + further.length];
    words[0] = "train";
    words[1] = "ranker";
    words[2] = "--data";
    words[3] = data.toString();
    words[4] = "--out";
    words[5] = out.toString();
    System.arraycopy(further, 0, words, 6, further.length);
    return EddyRun.of(words);
  }

  /** Sources that return to few destinations each. */
  private Path data() throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("src,dst,time\n");
    for (int i = 0; i < 600; i++) {
      int src = random.nextInt(15);
      int dst = random.nextInt(5) > 0 ? src + random.nextInt(3) : random.nextInt(30);
      csv.append("u%d,v%d,%d%n".formatted(src, dst, 40L * i));
    }
    return Files.writeString(temp.resolve("own.csv"), csv);
  }
}
