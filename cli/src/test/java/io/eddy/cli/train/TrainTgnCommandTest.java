package io.eddy.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.LinkStreams;
import io.eddy.cli.data.Progress;
import io.eddy.memory.node.Precision;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.BundleException;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.eval.TgnRanking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training a temporal graph network as a user does it, on a file of the user's own. */
final class TrainTgnCommandTest {
  private final ObjectMapper json = new ObjectMapper();

  @TempDir Path temp;

  @Test
  void aTrainingIsReportedAndItsBundleWritten() throws Exception {
    Path out = temp.resolve("bundle");
    EddyRun run =
        train(out, "--epochs", "2", "--seed", "5", "--unseen", "0.2", "--ranked", "30", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode report = json.readTree(run.out());
    assertThat(report.at("/data").asText()).isEqualTo("own");
    assertThat(report.at("/seed").asLong()).isEqualTo(5);
    assertThat(report.at("/epochs")).hasSize(2);
    assertThat(report.at("/unseenNodes").asInt()).isPositive();
    assertThat(report.at("/events").asInt()).isLessThan(420);
    assertThat(report.findValuesAsText("freshness")).containsOnly("per-event");
    assertThat(measures(report))
        .contains(
            "validation ap all random",
            "test ap all random",
            "test ap all historical",
            "test ap unseen random",
            "test ap unseen historical",
            "test ap unseen-new random",
            "test roc-auc all random",
            "validation mrr all ranked",
            "test mrr all ranked");
    for (JsonNode metric : report.at("/metrics")) {
      if (metric.at("/measure").asText().equals("mrr")) {
        assertThat(metric.at("/count").asInt()).isBetween(20, 30);
      }
      assertThat(metric.at("/value").asDouble()).isBetween(0.0, 1.0);
    }

    TgnBundle bundle = TgnBundle.load(out);
    assertThat(bundle.sha256()).isEqualTo(report.at("/sha256").asText());
    assertThat(bundle.manifest().settings().memory()).isEqualTo(12);
    assertThat(bundle.manifest().settings().originMicros()).isZero();
    assertThat(bundle.manifest().training().seed()).isEqualTo(5);
    assertThat(bundle.manifest().featureNames()).containsExactly("weight");
    assertThat(out.resolve("checkpoint.bin")).doesNotExist();

    EddyRun again = train(out);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("holds a bundle already").contains("--force");
  }

  @Test
  void anEvaluationOfTheBundleGivesTheMrrOfTheTraining() throws Exception {
    Path out = temp.resolve("bundle");
    EddyRun run = train(out, "--epochs", "1", "--ranked", "0", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    EddyRun evaluated = evaluate(out, "--json");
    assertThat(evaluated.exit()).as(evaluated.err()).isZero();
    JsonNode report = json.readTree(evaluated.out());
    assertThat(report.at("/predictor").asText()).isEqualTo("tgn");
    assertThat(report.at("/freshness").asText()).isEqualTo("per-event");
    int compared = 0;
    for (JsonNode metric : json.readTree(run.out()).at("/metrics")) {
      if (metric.at("/measure").asText().equals("mrr")) {
        JsonNode part = report.at("/" + metric.at("/part").asText());
        assertThat(part.at("/mrr").asDouble()).isEqualTo(metric.at("/value").asDouble());
        assertThat(part.at("/count")).isEqualTo(metric.at("/count"));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(2);
    EddyRun stale = evaluate(out, "--freshness", "stale-200");
    assertThat(stale.exit()).isEqualTo(2);
    assertThat(stale.err())
        .contains("--freshness 'stale-200': a tgn bundle is evaluated per-event");
    EddyRun idle = evaluate(out, "-Deddy.memory.idle=5min");
    assertThat(idle.exit()).isEqualTo(2);
    assertThat(idle.err()).contains("eddy.memory.idle '300000 ms'");
  }

  @Test
  void anEvaluationKeepsMemoriesInThePrecisionOfTheSettings() throws Exception {
    Path out = temp.resolve("bundle");
    EddyRun run = train(out, "--hops", "1", "--epochs", "1", "--ranked", "20");
    assertThat(run.exit()).as(run.err()).isZero();
    DataSet set = DataCatalog.standard().open(data().toString(), Progress.NONE);
    TgnBundle bundle = TgnBundle.load(out);
    Set<Double> measured = new HashSet<>();
    for (Precision precision : Precision.values()) {
      Map<Part, Mrr> expected =
          TgnRanking.run(
              LinkStreams.of(set),
              bundle.manifest().settings(),
              bundle.parameters(),
              precision,
              Negatives.ALL,
              Part.TEST,
              600,
              done -> {});
      String word = precision.name().toLowerCase(Locale.ROOT);
      EddyRun evaluated = evaluate(out, "-Deddy.memory.precision=" + word, "--json");
      assertThat(evaluated.exit()).as(evaluated.err()).isZero();
      assertThat(json.readTree(evaluated.out()).at("/test/mrr").asDouble())
          .isEqualTo(expected.get(Part.TEST).mrr());
      measured.add(expected.get(Part.TEST).mrr());
    }
    assertThat(measured).hasSize(2);
  }

  @Test
  void allRolesCanBeChosen() throws Exception {
    Path out = temp.resolve("roles");
    EddyRun run =
        train(
            out,
            "--epochs",
            "1",
            "--unseen",
            "0",
            "--hops",
            "0",
            "--message",
            "mlp",
            "--aggregator",
            "mean",
            "--updater",
            "rnn",
            "--embedding",
            "sum",
            "--historical",
            "0.5",
            "--negatives",
            "3");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("sum, hops 0, memory 12", "all destinations", "1 historical");
    TgnSettings settings = TgnBundle.load(out).manifest().settings();
    assertThat(settings.messageFunction()).isEqualTo(TgnSettings.MessageFunction.MLP);
    assertThat(settings.aggregator()).isEqualTo(TgnSettings.Aggregator.MEAN);
    assertThat(settings.memoryUpdater()).isEqualTo(TgnSettings.Updater.RNN);
    assertThat(settings.embedding()).isEqualTo(TgnSettings.Embedding.SUM);
    assertThat(settings.neighbourMemory()).isEqualTo(TgnSettings.NeighbourMemory.OF_THE_MAIL);
  }

  @Test
  void wavesAreTrainedMeasuredAndInTheBundle() throws Exception {
    Path out = temp.resolve("waves");
    EddyRun run =
        train(
            out,
            "--epochs",
            "1",
            "--hops",
            "2",
            "--halting",
            "iter",
            "--cell",
            "gru",
            "--fan-out",
            "2",
            "--ranked",
            "30",
            "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(measures(json.readTree(run.out())))
        .contains("test ap all random", "test ap unseen-new random", "test mrr all ranked");
    TgnBundle bundle = TgnBundle.load(out);
    assertThat(bundle.manifest().format()).isEqualTo(2);
    assertThat(bundle.manifest().settings().waves())
        .isEqualTo(new WaveSettings(CellKind.GRU, Halting.ITER, 2, 2, 0.01f));
    assertThat(bundle.parameters().arrays()).containsKey("wave.halt.weight");
  }

  @Test
  void optionsOfWavesAreCheckedAndNeedHopsThatHaveWaves() throws Exception {
    Path out = temp.resolve("none");
    assertThat(train(out, "--hops", "7").err()).contains("--hops 7; expected 0 to 6");
    EddyRun without = train(out, "--hops", "1", "--halting", "act", "--fan-out", "2");
    assertThat(without.exit()).isEqualTo(2);
    assertThat(without.err())
        .contains("--halting act, --fan-out 2: there are no waves with --hops 1");
    assertThat(train(out, "--hops", "2", "--cell", "lstm").err())
        .contains("--cell 'lstm'; expected one of gwac, gru, rnn");
    assertThat(train(out, "--hops", "2", "--halting", "pacman").err())
        .contains("--halting 'pacman'; expected one of act, iter, none");
    assertThat(train(out, "--hops", "2", "--fan-out", "11").err())
        .contains("fanOut = 11 neighbours, but a node keeps neighbours = 10");
    assertThat(train(out, "--hops", "3", "--aggregator", "mean", "--embedding", "identity").err())
        .contains("the aggregator must be LAST")
        .contains("embedding IDENTITY keeps none");
    assertThat(train(out, "--hops", "2", "--ponder", "-1").err()).contains("ponder = -1.0");
  }

  @Test
  void badOptionsExitWith2AndNameAllThatIsWrong() throws Exception {
    EddyRun run = train(temp.resolve("none"), "--neighbours", "0", "--layers", "3");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("neighbours = 0").contains("layers = 3");
    EddyRun hops = train(temp.resolve("none"), "--hops", "0", "--layers", "2");
    assertThat(hops.exit()).isEqualTo(2);
    assertThat(hops.err()).contains("neighbourMemory = CURRENT");
    assertThat(train(temp.resolve("none"), "--unseen", "0.9").exit()).isEqualTo(2);
    assertThat(train(temp.resolve("none"), "--epochs", "0").err()).contains("epochs = 0");
  }

  @Test
  void rolesAreListedInLowerCaseAndAWrongOneIsRefusedWithTheList() throws Exception {
    EddyRun help = EddyRun.of("train", "tgn", "--help");
    assertThat(help.out().replaceAll("\\s+", " "))
        .contains("One of identity, time, sum, attention (default: attention)")
        .contains("One of identity, mlp", "One of last, mean", "One of gru, rnn");
    EddyRun run = train(temp.resolve("none"), "--embedding", "mean");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("--embedding", "'mean'")
        .containsIgnoringCase("[identity, time, sum, attention]");
  }

  @Test
  void theBundleOfANetworkIsNoRanker() throws Exception {
    Path out = temp.resolve("tgn");
    assertThat(train(out, "--epochs", "1").exit()).isZero();
    assertThatThrownBy(() -> Bundle.load(out))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("is of kind 'tgn'")
        .hasMessageContaining("'ranker'");
  }

  private static List<String> measures(JsonNode report) {
    List<String> measures = new ArrayList<>();
    for (JsonNode metric : report.at("/metrics")) {
      measures.add(
          "%s %s %s %s"
              .formatted(
                  metric.at("/part").asText(),
                  metric.at("/measure").asText(),
                  metric.at("/events").asText(),
                  metric.at("/negatives").asText()));
    }
    return measures;
  }

  private EddyRun train(Path out, String... further) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", "tgn", "--data", data().toString(), "--out", out.toString()));
    words.addAll(List.of("--memory", "12", "--batch", "50"));
    words.addAll(List.of(further));
    return EddyRun.of(words.toArray(String[]::new));
  }

  private EddyRun evaluate(Path bundle, String... further) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("evaluate", "--data", data().toString(), "--bundle", bundle.toString()));
    words.addAll(List.of(further));
    return EddyRun.of(words.toArray(String[]::new));
  }

  /** Sources that mostly return to few destinations each. */
  private Path data() throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("src,dst,time,weight\n");
    for (int i = 0; i < 600; i++) {
      int src = random.nextInt(15);
      int dst = random.nextInt(5) > 0 ? src + random.nextInt(3) : random.nextInt(300);
      csv.append("u%d,v%d,%d,%d%n".formatted(src, dst, 40L * i, random.nextInt(3)));
    }
    return Files.writeString(temp.resolve("own.csv"), csv);
  }
}
