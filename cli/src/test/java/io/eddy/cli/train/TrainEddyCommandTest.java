package io.eddy.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.model.bundle.EddyBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and evaluating the one model as a user does it, on a file of the user's own. */
final class TrainEddyCommandTest {
  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path temp;

  @Test
  void aBundleFromAGivenNetworkIsEvaluatedToTheNumbersOfItsTraining() throws Exception {
    Path data = data("own.csv", "weight");
    Path network = network(data, "--hops", "2");
    Path out = temp.resolve("bundle");
    EddyRun trained =
        train(data, out, "--tgn", network.toString(), "--tower", "6", "--seed", "5", "--json");
    assertThat(trained.exit()).as(trained.err()).isZero();
    JsonNode report = json.readTree(trained.out());
    assertThat(report.at("/seed").asLong()).isEqualTo(5);
    assertThat(report.at("/metrics")).hasSize(4);
    EddyBundle bundle = EddyBundle.load(out);
    assertThat(bundle.sha256()).isEqualTo(report.at("/sha256").asText());
    assertThat(bundle.manifest().towerSize()).isEqualTo(6);
    assertThat(bundle.manifest().network().memory()).isEqualTo(12);
    assertThat(bundle.manifest().featureNames()).containsExactly("weight");
    assertThat(out.resolve("checkpoint.bin")).doesNotExist();

    String[] freshness = {"per-event", "stale-200"};
    for (int i = 0; i < freshness.length; i++) {
      EddyRun evaluated =
          EddyRun.of(
              "evaluate",
              "--bundle",
              out.toString(),
              "--data",
              data.toString(),
              "--freshness",
              freshness[i],
              "--json");
      assertThat(evaluated.exit()).as(evaluated.err()).isZero();
      JsonNode evaluation = json.readTree(evaluated.out());
      assertThat(evaluation.at("/predictor").asText()).isEqualTo("eddy");
      assertThat(evaluation.at("/freshness").asText()).isEqualTo(freshness[i]);
      JsonNode metric = report.at("/metrics/" + (2 * i + 1));
      assertThat(metric.at("/freshness").asText()).isEqualTo(freshness[i]);
      assertThat(evaluation.at("/test/mrr").asDouble()).isEqualTo(metric.at("/mrr").asDouble());
      assertThat(evaluation.at("/baseline/test/mrr").asDouble())
          .isEqualTo(metric.at("/baselineMrr").asDouble());
    }

    EddyRun other =
        EddyRun.of(
            "evaluate", "--bundle", out.toString(), "--data", data("plain.csv", "").toString());
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.err()).contains("[weight]", "'plain' has []");
  }

  @Test
  void withoutANetworkOneIsTrainedFirst() throws Exception {
    Path out = temp.resolve("whole");
    EddyRun run = train(data("own.csv", ""), out, "--epochs", "1");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("bundle " + out, "per-event", "stale-200", "recency rule");
    assertThat(EddyBundle.load(out).manifest().networkTraining().unseenNodes()).isZero();
  }

  @Test
  void aNetworkThatNoJobCanServeAndBadOptionsAreRefused() throws Exception {
    Path data = data("own.csv", "");
    Path deep = network(data, "--hops", "1", "--layers", "2");
    EddyRun layers = train(data, temp.resolve("no"), "--tgn", deep.toString(), "--epochs", "1");
    assertThat(layers.exit()).isEqualTo(1);
    assertThat(layers.err()).contains("2 layers", "--layers 1");
    EddyRun tower = train(data, temp.resolve("no"), "--tower", "0");
    assertThat(tower.exit()).isEqualTo(2);
    assertThat(tower.err()).contains("towers of 0");
    EddyRun epochs = train(data, temp.resolve("no"), "--epochs", "0");
    assertThat(epochs.exit()).isEqualTo(2);
    assertThat(epochs.err()).contains("0 epochs");
  }

  private Path network(Path data, String... options) {
    Path out = temp.resolve("network");
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", "tgn", "--data", data.toString(), "--out", out.toString()));
    words.addAll(List.of("--unseen", "0", "--memory", "12", "--epochs", "1", "--ranked", "20"));
    words.addAll(List.of(options));
    EddyRun run = EddyRun.of(words.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  private static EddyRun train(Path data, Path out, String... further) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", "eddy", "--data", data.toString(), "--out", out.toString()));
    words.addAll(List.of(further));
    return EddyRun.of(words.toArray(String[]::new));
  }

  /** Sources that return to few destinations each, with an edge feature or none. */
  private Path data(String name, String feature) throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("src,dst,time");
    csv.append(feature.isEmpty() ? "\n" : "," + feature + "\n");
    for (int i = 0; i < 600; i++) {
      int src = random.nextInt(15);
      int dst = random.nextInt(5) > 0 ? src + random.nextInt(3) : random.nextInt(30);
      csv.append("u%d,v%d,%d".formatted(src, dst, 40L * i));
      csv.append(feature.isEmpty() ? "\n" : ",%d\n".formatted(i % 3));
    }
    return Files.writeString(temp.resolve(name), csv);
  }
}
