package io.eddy.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.data.Planetoid;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.smpnn.graph.Aggregation;
import io.eddy.model.smpnn.graph.NodeFeatures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training a message passing network as a user does it. */
final class TrainSmpnnCommandTest {
  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path temp;

  @Test
  void linksOfAStreamAreLearnedReportedAndWritten() throws Exception {
    Path out = temp.resolve("bundle");
    Path plot = temp.resolve("pictures/links.png");
    EddyRun run = train(out, "--epochs", "60", "--seed", "5", "--plot", plot.toString(), "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode report = json.readTree(run.out());
    assertThat(report.at("/data/name").asText()).isEqualTo("own");
    assertThat(report.at("/training/task").asText()).isEqualTo("links");
    assertThat(report.at("/training/seed").asLong()).isEqualTo(5);
    assertThat(report.at("/epochs")).hasSize(60);
    assertThat(report.at("/layers")).hasSize(3);
    assertThat(report.findValuesAsText("measure"))
        .containsExactly(
            "roc-auc",
            "roc-auc",
            "ap",
            "roc-auc of edges already there",
            "ap of edges already there");
    assertThat(report.at("/metrics/1/value").asDouble()).isGreaterThan(0.6);

    SmpnnBundle bundle = SmpnnBundle.load(out);
    assertThat(bundle.sha256()).isEqualTo(report.at("/sha256").asText());
    assertThat(bundle.manifest().features()).isEqualTo(NodeFeatures.NAME);
    assertThat(bundle.manifest().settings().inputs()).isEqualTo(NodeFeatures.STRUCTURE + 28);
    assertThat(bundle.manifest().settings().outputs()).isEqualTo(16);
    assertThat(out.resolve("checkpoint.bin")).doesNotExist();

    BufferedImage picture = ImageIO.read(plot.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    assertThat(colours).hasSizeGreaterThan(3);

    EddyRun again = train(out);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("holds a bundle already").contains("--force");
  }

  @Test
  void partsOfTheNetworkAndBatchesCanBeChosen() throws Exception {
    for (String batches : new String[] {"neighbours", "clusters"}) {
      Path out = temp.resolve(batches);
      EddyRun run =
          train(
              out,
              "--epochs",
              "2",
              "--batches",
              batches,
              "--fan-outs",
              "5,3",
              "--batch",
              "40",
              "--clusters",
              "6",
              "--clusters-together",
              "4",
              "--aggregation",
              "mean",
              "--attention",
              "--feed-forward",
              "2");
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.out()).contains("own, links", "2 layers of 16", "Dirichlet energy");
      SmpnnBundle bundle = SmpnnBundle.load(out);
      assertThat(bundle.manifest().training().batches()).isEqualTo(batches);
      assertThat(bundle.manifest().settings().aggregation()).isEqualTo(Aggregation.MEAN);
      assertThat(bundle.manifest().settings().attention()).isTrue();
      assertThat(bundle.manifest().settings().feedForward()).isEqualTo(2);
    }
  }

  @Test
  void attributesOfAStreamAreLearnedInPartsAndThenLinksFromThatNetwork() throws Exception {
    Path attributes = temp.resolve("attributes");
    for (String batches : new String[] {"neighbours", "whole"}) {
      EddyRun run =
          train(
              attributes,
              "--task=attributes",
              "--force",
              "--batches=" + batches,
              "--epochs=60",
              "--feature-dropout=0.2",
              "--json");
      assertThat(run.exit()).as(run.err()).isZero();
      JsonNode metrics = json.readTree(run.out()).at("/metrics");
      assertThat(metrics.findValuesAsText("measure"))
          .containsExactly("cosine", "cosine", "cosine of the mean");
      assertThat(metrics.at("/1/count").asInt()).isEqualTo(80 / 5);
      // What is to be given back has the mean 0.
      assertThat(metrics.at("/2/value").asDouble()).isBetween(-0.01, 0.01);
      assertThat(metrics.at("/1/value").asDouble()).as("cosine, %s", batches).isGreaterThan(0.2);
    }
    EddyRun links = train(temp.resolve("links"), "--epochs=5", "--start=" + attributes);
    assertThat(links.exit()).as(links.err()).isZero();
    assertThat(links.out()).contains("attributes, links");
  }

  @Test
  void attributesOfCoraAreLearnedAndThenClassesFromThatNetwork() throws Exception {
    assumeThat(Planetoid.atHand("cora")).as("planetoid/cora in the data folder").isTrue();
    Path attributes = temp.resolve("attributes");
    Path classes = temp.resolve("classes");
    // The mean of all has 0.237; that more is learned with more epochs, GraphFittingTest shows.
    assertThat(learnedOfCora("attributes", attributes)).isGreaterThan(0.22);
    assertThat(learnedOfCora("classes", classes, "--start=" + attributes)).isGreaterThan(0.4);
    assertThat(SmpnnBundle.load(classes).manifest().training().task())
        .isEqualTo("attributes, classes");

    EddyRun deeper =
        EddyRun.of(
            "train",
            "smpnn",
            "--data=cora",
            "--layers=3",
            "--hidden=16",
            "--start=" + attributes,
            "--out=" + temp.resolve("deeper"));
    assertThat(deeper.exit()).isEqualTo(1);
    assertThat(deeper.err())
        .contains("--start", attributes.toString(), "layers=2", "layers=3", "only the outputs");
  }

  /** What the test part says after a short training. */
  private double learnedOfCora(String task, Path out, String... further) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", "smpnn", "--data=cora", "--task=" + task, "--json"));
    words.addAll(List.of("--epochs=25", "--layers=2", "--decay=0.1", "--dropout=0.3"));
    words.addAll(List.of("--feature-dropout=0.5", "--hidden=16", "--rate=0.03", "--out=" + out));
    words.addAll(List.of(further));
    EddyRun run = EddyRun.of(words.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode report = json.readTree(run.out());
    assertThat(report.at("/data/nodes").asInt()).isEqualTo(2_708);
    assertThat(report.at("/data/edges").asInt()).isEqualTo(5_278);
    JsonNode test = report.at("/metrics/1");
    assertThat(test.at("/count").asInt()).isEqualTo(1_000);
    assertThat(SmpnnBundle.load(out).manifest().features()).isEqualTo("given");
    return test.at("/value").asDouble();
  }

  @Test
  void badOptionsExitWith2AndSayWhatIsWrong() throws Exception {
    Path out = temp.resolve("none");
    assertThat(train(out, "--epochs", "0").err()).contains("epochs = 0");
    assertThat(train(out, "--layers", "0").exit()).isEqualTo(2);
    EddyRun windows =
        EddyRun.of("train", "smpnn", "--data=" + data(), "--windows=3", "--out=" + out);
    assertThat(windows.exit()).isEqualTo(2);
    assertThat(windows.err()).contains("--windows 3");
    EddyRun fanOuts = train(out, "--batches", "neighbours", "--fan-outs", "10,10", "--layers", "3");
    assertThat(fanOuts.exit()).isEqualTo(2);
    assertThat(fanOuts.err()).contains("--fan-outs [10, 10]").contains("--layers 3");
    EddyRun task = train(out, "--task", "classes");
    assertThat(task.exit()).isEqualTo(2);
    assertThat(task.err()).contains("--task classes").contains("expected links");
    EddyRun links = EddyRun.of("train", "smpnn", "--data=cora", "--task=links", "--out=" + out);
    assertThat(links.exit()).isEqualTo(2);
    assertThat(links.err()).contains("stands still");
    EddyRun given = EddyRun.of("train", "smpnn", "--data=cora", "--features=time", "--out=" + out);
    assertThat(given.exit()).isEqualTo(2);
    assertThat(given.err()).contains("--features").contains("'cora'");
    EddyRun consistency = train(out, "--consistency", "1");
    assertThat(consistency.exit()).isEqualTo(2);
    assertThat(consistency.err()).contains("--consistency").contains("is links");
    EddyRun weight =
        EddyRun.of(
            "train",
            "smpnn",
            "--data=cora",
            "--consistency=-1",
            "--consistency-temperature=0",
            "--consistency-passes=0",
            "--consistency-ramp=0",
            "--out=" + out);
    assertThat(weight.exit()).isEqualTo(2);
    assertThat(weight.err())
        .contains("weight = -1.0", "temperature = 0.0", "passes = 0", "ramp = 0");
    EddyRun memory = train(out, "--features", "memory");
    assertThat(memory.exit()).isEqualTo(2);
    assertThat(memory.err()).contains("--memory DIR");
    EddyRun device = train(out, "-D", "eddy.device=cuda");
    assertThat(device.exit()).isEqualTo(2);
    assertThat(device.err()).contains("eddy.device").contains("gpu:N");
    EddyRun absent = train(out, "-D", "eddy.device=gpu:99");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).contains("gpu:99").contains("operations.md");
  }

  private EddyRun train(Path out, String... further) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", "smpnn", "--data", data().toString(), "--out", out.toString()));
    words.addAll(List.of("--hidden", "16", "--embedding", "16", "--sketch", "28"));
    words.addAll(List.of("--rate", "0.02", "--windows", "5"));
    words.addAll(List.of(further));
    return EddyRun.of(words.toArray(String[]::new));
  }

  /** Four groups of people who talk among themselves. */
  private Path data() throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("src,dst,time\n");
    for (int i = 0; i < 3_000; i++) {
      int src = random.nextInt(80);
      int dst = random.nextInt(8) > 0 ? src % 4 + 4 * random.nextInt(20) : random.nextInt(80);
      csv.append("u%d,u%d,%d%n".formatted(src, dst, 40L * i));
    }
    return Files.writeString(temp.resolve("own.csv"), csv);
  }
}
