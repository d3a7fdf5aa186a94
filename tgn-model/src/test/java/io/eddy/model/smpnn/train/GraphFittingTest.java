package io.eddy.model.smpnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.block.DecodedBlock;
import io.eddy.model.smpnn.block.GcnBlock;
import io.eddy.model.smpnn.block.SmpnnBlock;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.graph.NodeFeatures;
import io.eddy.model.tensor.DeviceChoice;
import io.eddy.model.train.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Communities with noisy features: neighbours must be asked to tell them apart. */
final class GraphFittingTest {
  private static final int NODES = 240;
  private static final int CLASSES = 4;
  private static final int FEATURES = 12;

  private final CsrGraph graph = communities(1);
  private final FeatureMatrix features = features();
  private final int[] classes = IntStream.range(0, NODES).map(i -> i % CLASSES).toArray();
  private final int[] training = IntStream.range(0, 80).toArray();
  private final int[] validation = IntStream.range(80, 160).toArray();
  private final int[] test = IntStream.range(160, NODES).toArray();

  @TempDir Path temp;

  @AfterEach
  void close() {
    graph.close();
  }

  static Stream<Batching> batchings() {
    return Stream.of(Batching.whole(), Batching.neighbours(20, 6, 6), Batching.clusters(24, 12, 1));
  }

  @ParameterizedTest
  @MethodSource("batchings")
  void classesAreLearnedInBatchesOfEveryKind(Batching batching) {
    SmpnnSettings settings = SmpnnSettings.of(FEATURES, 16, CLASSES, 2).withDropout(0.2, 0.1);
    NodeClasses objective = objective();
    Fitted fitted =
        new GraphFitting(objective, batching, () -> new SmpnnBlock(settings), fit(40), device())
            .run(FitProgress.NONE);
    SmpnnParameters parameters = new SmpnnParameters(settings, fitted.parameters());
    try (SmpnnEngine engine = new SmpnnEngine(parameters, 1)) {
      double accuracy = objective.accuracy(engine.embed(graph, features.values()), test);
      assertThat(accuracy).as(batching.name()).isGreaterThan(0.8);
    }
  }

  @Test
  void aPlainGcnLearnsThemTooAndNeighboursAreWhatMakesItGood() {
    NodeClasses objective = objective();
    Fitted gcn =
        new GraphFitting(
                objective,
                Batching.whole(),
                () -> new GcnBlock(FEATURES, 16, CLASSES, 2, 0.2),
                fit(60),
                device())
            .run(FitProgress.NONE);
    assertThat(gcn.best().validation()).isGreaterThan(0.8);
    try (CsrGraph lonely = CsrGraph.undirected(NODES, new EdgeList())) {
      NodeClasses alone =
          new NodeClasses(
              lonely, features, classes, CLASSES, training, validation, Consistency.NONE);
      Fitted without =
          new GraphFitting(
                  alone,
                  Batching.whole(),
                  () -> new GcnBlock(FEATURES, 16, CLASSES, 2, 0.2),
                  fit(60),
                  device())
              .run(FitProgress.NONE);
      assertThat(without.best().validation()).isLessThan(gcn.best().validation() - 0.1);
    }
  }

  @ParameterizedTest
  @MethodSource("batchings")
  void aTrainingTakenUpAgainEndsAsIfItHadNeverStopped(Batching batching) throws Exception {
    SmpnnSettings settings = SmpnnSettings.of(FEATURES, 8, CLASSES, 2).withDropout(0.3, 0.2);
    Path file = temp.resolve("checkpoint.bin");
    fitting(settings, batching, 2).run("x", file, FitProgress.NONE);
    List<FitEpoch> resumed = new ArrayList<>();
    Fitted again =
        fitting(settings, batching, 5)
            .run(
                "x",
                file,
                new FitProgress() {
                  @Override
                  public void resumed(FitEpoch last) {
                    resumed.add(last);
                  }
                });
    Fitted straight = fitting(settings, batching, 5).run(FitProgress.NONE);
    assertThat(resumed).containsExactly(straight.epochs().get(1));
    assertThat(again.epochs()).isEqualTo(straight.epochs());
    assertThat(again.parameters()).usingRecursiveComparison().isEqualTo(straight.parameters());
    assertThatThrownBy(() -> fitting(settings, batching, 5).run("y", file, FitProgress.NONE))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("another training");
  }

  @Test
  void aTrainingBeginsWithWhatAnotherHasLearned() {
    SmpnnSettings settings = SmpnnSettings.of(FEATURES, 8, CLASSES, 2);
    Fitted first = fitting(settings, Batching.whole(), 20).run(FitProgress.NONE);
    SmpnnParameters learned = new SmpnnParameters(settings, first.parameters());
    Fitted drawn = fitting(settings, Batching.whole(), 1).run(FitProgress.NONE);
    Fitted second =
        new GraphFitting(
                objective(),
                Batching.whole(),
                () -> new SmpnnBlock(settings),
                new FitSettings(1, 1, 5, 1e-20, 0, 0),
                device(),
                learned.withoutOutputMap())
            .run(FitProgress.NONE);
    for (String name : List.of("in.weight", "0.alpha1", "1.convolution")) {
      assertThat(second.parameters().arrays().get(name).values())
          .as(name)
          .isEqualTo(first.parameters().arrays().get(name).values());
    }
    assertThat(second.parameters().arrays().get("out.weight").values())
        .isNotEqualTo(first.parameters().arrays().get("out.weight").values());
    assertThat(drawn.parameters().arrays().get("in.weight").values())
        .isNotEqualTo(first.parameters().arrays().get("in.weight").values());
  }

  private GraphFitting fitting(SmpnnSettings settings, Batching batching, int epochs) {
    return new GraphFitting(
        objective(new Consistency(1, 0.5, 2, 4)),
        batching,
        () -> new SmpnnBlock(settings),
        fit(epochs),
        device());
  }

  @Test
  void patienceEndsATrainingThatGetsNoBetter() {
    Fitted fitted =
        new GraphFitting(
                objective(),
                Batching.whole(),
                () -> new SmpnnBlock(SmpnnSettings.of(FEATURES, 8, CLASSES, 1)),
                new FitSettings(1, 200, 5, 0.05, 0, 0),
                device())
            .run(FitProgress.NONE);
    assertThat(fitted.epochs()).hasSize(fitted.best().epoch() + 5);
  }

  @ParameterizedTest
  @MethodSource("batchings")
  void linksOfTheNextWindowAreLearned(Batching batching) {
    List<LinkWindow> windows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      CsrGraph window = communities(i);
      windows.add(
          new LinkWindow(
              window,
              new FeatureMatrix(NodeFeatures.of(window, n -> "n" + n, 68), 68),
              pairs(i + 1)));
    }
    NextLinks objective = new NextLinks(windows.subList(0, 2), windows.get(2), 5);
    SmpnnSettings settings = SmpnnSettings.of(68, 32, 16, 2);
    Fitted fitted =
        new GraphFitting(
                objective,
                batching,
                () -> new SmpnnBlock(settings),
                new FitSettings(3, 60, 60, 0.03, 0.01, 0),
                device())
            .run(FitProgress.NONE);
    LinkWindow last = windows.get(3);
    SmpnnParameters parameters = new SmpnnParameters(settings, fitted.parameters());
    try (SmpnnEngine engine = new SmpnnEngine(parameters, 1)) {
      float[] rows = engine.embed(last.graph(), last.features().values());
      double auc = NextLinks.quality(last, (a, b) -> NextLinks.cosine(rows, 16, a, b), 1).rocAuc();
      assertThat(auc).as(batching.name()).isGreaterThan(0.65);
    }
    windows.forEach(window -> window.graph().close());
  }

  @Test
  void hiddenAttributesAreReconstructedBetterThanByTheirMean() {
    HiddenAttributes objective =
        new HiddenAttributes(
            graph, features, features, IntStream.range(80, NODES).toArray(), validation, 0.4);
    SmpnnSettings settings = SmpnnSettings.of(FEATURES, 16, 8, 2);
    Fitted fitted =
        new GraphFitting(
                objective,
                Batching.whole(),
                () -> new DecodedBlock(settings, FEATURES),
                fit(150, 0),
                device())
            .run(FitProgress.NONE);
    float[] mean = new float[NODES * FEATURES];
    for (int node : training) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += features.values()[node * FEATURES + i % FEATURES] / training.length;
      }
    }
    assertThat(fitted.best().validation()).isGreaterThan(objective.cosine(mean, validation) + 0.03);
    assertThat(objective.visible().values()[100 * FEATURES]).isZero();
    SmpnnParameters network = DecodedBlock.network(settings, fitted.parameters());
    assertThat(network.values("in.weight")).hasSize(FEATURES * 16);
  }

  private NodeClasses objective() {
    return objective(Consistency.NONE);
  }

  private NodeClasses objective(Consistency consistency) {
    return new NodeClasses(graph, features, classes, CLASSES, training, validation, consistency);
  }

  private static FitSettings fit(int epochs) {
    return fit(epochs, 0.2);
  }

  private static FitSettings fit(int epochs, double featureDropout) {
    return new FitSettings(3, epochs, epochs, 0.01, 0.01, featureDropout);
  }

  private static Device device() {
    return DeviceChoice.AUTO.resolve();
  }

  private static CsrGraph communities(long seed) {
    EdgeList edges = new EdgeList();
    int[] pairs = pairs(seed);
    for (int i = 0; i < pairs.length; i += 2) {
      edges.add(pairs[i], pairs[i + 1]);
    }
    return CsrGraph.undirected(NODES, edges);
  }

  private static int[] pairs(long seed) {
    Random random = new Random(seed);
    int[] pairs = new int[2 * 900];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = random.nextInt(NODES);
      boolean inside = random.nextInt(6) > 0;
      pairs[i + 1] =
          inside
              ? random.nextInt(NODES / CLASSES) * CLASSES + pairs[i] % CLASSES
              : random.nextInt(NODES);
    }
    return pairs;
  }

  /** A hint of the class under noise, with positive means so that rows are no mere noise. */
  private static FeatureMatrix features() {
    Random random = new Random(7);
    float[] values = new float[NODES * FEATURES];
    for (int i = 0; i < NODES; i++) {
      for (int c = 0; c < FEATURES; c++) {
        boolean own = c % CLASSES == i % CLASSES;
        values[i * FEATURES + c] = (float) ((own ? 1 : 0) + random.nextGaussian());
      }
    }
    return new FeatureMatrix(values, FEATURES);
  }
}
