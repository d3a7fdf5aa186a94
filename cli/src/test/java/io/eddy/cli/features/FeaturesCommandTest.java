package io.eddy.cli.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eddy.cli.EddyRun;
import io.eddy.cli.data.Planetoid;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import io.eddy.jobs.support.SnapshotBundles;
import io.eddy.jobs.support.Snapshots;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesCommandTest {
  @TempDir Path folder;

  @Test
  void embeddingsAreShownWithTheirSnapshot() throws Exception {
    EmbeddingSnapshot snapshot = Snapshots.of(7, 20, 10);
    write(snapshot);
    EddyRun shown = run("features", "get", "u3", "nobody", "u5");
    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("u3", "u5", "smpnn 1.0", "2023-11-21T22:13:20.123Z", "… (10)")
        .doesNotContain("nobody");
    assertThat(shown.err()).contains("note: parquet has no embedding of nobody:");
    JsonNode json = new ObjectMapper().readTree(run("features", "get", "u3", "--json").out());
    assertThat(json.at("/snapshot").asLong()).isEqualTo(7);
    assertThat(json.at("/embedding")).hasSize(10);
    assertThat(json.at("/embedding/0").floatValue()).isEqualTo(snapshot.vector(3)[0]);
  }

  @Test
  void nearestNodesHaveTheLargestCosines() {
    write(
        new EmbeddingSnapshot(
            new SnapshotInfo(1, 1, "m", 2, 5),
            List.of("a", "same", "near", "across", "opposite"),
            new float[] {1, 0, 5, 0, 1, 1, 0, 3, -2, 0}));
    EddyRun shown = run("features", "nearest", "a", "--k", "3");
    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(shown.out().lines().skip(1).filter(line -> !line.isBlank()))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(shown.out())
        .containsSubsequence("same", "1.000000", "near", "0.707107", "across", "0.000000")
        .doesNotContain("opposite");
  }

  @Test
  void anIndexIsMadeOnceAndForgottenWithItsSnapshot() throws Exception {
    write(Snapshots.of(7, 60, 10));
    String exact = run("features", "nearest", "u3", "--json", "--index", "exact").out();
    EddyRun first = run("features", "nearest", "u3", "--json", "--index", "hnsw");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).contains("making the index of snapshot 7");
    assertThat(first.out()).isEqualTo(exact);
    EddyRun again = run("features", "nearest", "u3", "--json", "--index", "hnsw");
    assertThat(again.err()).doesNotContain("making");
    assertThat(again.out()).isEqualTo(exact);

    write(Snapshots.of(8, 60, 10));
    EddyRun newer = run("features", "nearest", "u3", "--json", "--index", "hnsw");
    assertThat(newer.err()).contains("making the index of snapshot 8");
    assertThat(newer.out()).isNotEqualTo(exact);
    try (var kept = Files.list(folder.resolve("features/.nearest"))) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void anotherSnapshotOfTheSameNumberGetsItsOwnIndex() throws Exception {
    write(Snapshots.of(7, 60, 10));
    run("features", "nearest", "u3", "--index", "hnsw");
    Path day = folder.resolve("features/event_date=2023-11-21");
    Files.delete(day.resolve("snapshot-000000000007.parquet"));
    write(Snapshots.of(7, 30, 10));
    EddyRun shown = run("features", "nearest", "u3", "--json", "--index", "hnsw");
    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(shown.out())
        .isEqualTo(run("features", "nearest", "u3", "--json", "--index", "exact").out());
    assertThat(run("features", "nearest", "u40", "--index", "hnsw").err()).contains("among the 30");
  }

  @Test
  void whatCannotBeAnsweredSaysWhy() {
    write(Snapshots.of(7, 3, 4));
    EddyRun unknown = run("features", "get", "U1");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("no embedding of U1");
    EddyRun store = run("features", "nearest", "u1", "--store", "redis");
    assertThat(store.exit()).isEqualTo(1);
    assertThat(store.err()).contains("'redis': expected one of parquet, topic");
    assertThat(run("features", "nearest", "u1", "--k", "0").exit()).isEqualTo(2);
  }

  @Test
  void aDataSetIsEmbeddedWithoutAJob() throws Exception {
    Path data = folder.resolve("own.csv");
    Files.writeString(data, "src,dst,time\na,b,10\nb,c,20\nc,a,30\n");
    Path bundle = SnapshotBundles.write(folder.resolve("bundle"), 1);
    EddyRun made = run("snapshot", "run", "--data", data.toString(), "--bundle", bundle.toString());
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).contains("3 nodes", "parquet: 3 nodes written");
    assertThat(run("features", "nearest", "a").out()).contains("b", "c");
  }

  @Test
  void aDeletionInAFileTakesItsEdgeAway() throws Exception {
    Path data = folder.resolve("own.csv");
    Files.writeString(data, "src,dst,time,type\na,b,10,\nc,d,20,\nc,d,30,gone\n");
    Path bundle = SnapshotBundles.write(folder.resolve("bundle"), 1);
    String[] words = {"snapshot", "run", "--data=" + data, "--bundle=" + bundle};
    assertThat(run(words).out()).contains("4 nodes written");
    String[] deleting = Arrays.copyOf(words, words.length + 2);
    deleting[words.length] = "-Deddy.snapshot.deletion-type=gone";
    deleting[words.length + 1] =
        "-D" + FeatureStoreOptions.PARQUET_DIR.key() + "=" + folder.resolve("others");
    assertThat(EddyRun.of(deleting).out()).contains("2 nodes written");
  }

  @Test
  void aGraphThatStandsStillIsEmbeddedFromItsOwnFeaturesAndDrawn() throws Exception {
    assumeThat(Planetoid.atHand("cora")).as("planetoid/cora in the data folder").isTrue();
    Path bundle = folder.resolve("cora");
    EddyRun trained =
        EddyRun.of("train", "smpnn", "--data=cora", "--epochs=2", "--hidden=8", "--out=" + bundle);
    assertThat(trained.exit()).as(trained.err()).isZero();
    Path plot = folder.resolve("pictures/cora.png");
    EddyRun made = run("snapshot", "run", "--data=cora", "--bundle=" + bundle, "--plot=" + plot);
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).contains("2708 nodes written", plot.toString());
    BufferedImage picture = ImageIO.read(plot.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < picture.getWidth(); x++) {
      for (int y = 0; y < picture.getHeight(); y++) {
        colours.add(picture.getRGB(x, y));
      }
    }
    assertThat(colours).hasSizeGreaterThan(7);
    assertThat(run("features", "nearest", "17", "--k", "3").exit()).isZero();

    Path stream = SnapshotBundles.write(folder.resolve("stream"), 1);
    EddyRun wrong = run("snapshot", "run", "--data=cora", "--bundle=" + stream);
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).contains("1433 features 'given'", "32 features 'structure+sketch'");
  }

  @Test
  void aMissingOrUnknownModelIsAClearError() {
    EddyRun none = run("snapshot", "run", "--data", "x");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("eddy.snapshot.bundle is required");
    Path nowhere = folder.resolve("nowhere");
    EddyRun unknown = run("snapshot", "run", "--data", "x", "--bundle", nowhere.toString());
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains(nowhere.toString());
  }

  private void write(EmbeddingSnapshot snapshot) {
    try (ParquetStore store =
        new ParquetStore(
            Settings.empty()
                .with(FeatureStoreOptions.PARQUET_DIR, folder.resolve("features").toString()))) {
      store.publish(snapshot);
    }
  }

  private EddyRun run(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.add("-D" + FeatureStoreOptions.PARQUET_DIR.key() + "=" + folder.resolve("features"));
    return EddyRun.of(all.toArray(String[]::new));
  }
}
