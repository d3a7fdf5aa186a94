package io.eddy.cli.bench;

import io.eddy.cli.bench.SmpnnResult.Accuracy;
import io.eddy.cli.data.GraphData;
import io.eddy.cli.data.Planetoid;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.block.DecodedBlock;
import io.eddy.model.smpnn.block.GcnBlock;
import io.eddy.model.smpnn.block.GraphBlock;
import io.eddy.model.smpnn.block.SmpnnBlock;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.train.Batching;
import io.eddy.model.smpnn.train.Consistency;
import io.eddy.model.smpnn.train.FitProgress;
import io.eddy.model.smpnn.train.FitSettings;
import io.eddy.model.smpnn.train.Fitted;
import io.eddy.model.smpnn.train.GraphFitting;
import io.eddy.model.smpnn.train.HiddenAttributes;
import io.eddy.model.smpnn.train.NodeClasses;
import io.eddy.model.smpnn.train.Outputs;
import io.eddy.model.tensor.DeviceChoice;
import io.eddy.model.tensor.NamedArrays;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Trainings on one citation graph. Networks and their rates were chosen by validation with few
 * seeds; the test part was only measured.
 */
final class PlanetoidRuns implements AutoCloseable {
  private static final int PATIENCE = 100;
  private static final int HIDDEN = 64;
  private static final int LAYERS = 4;
  private static final double RATE = 0.01;

  private static final double DROPOUT = 0.5;
  private static final double FEATURE_DROPOUT = 0.7;
  private static final double DECAY = 2;

  private static final int FIRST_EPOCHS = 100;
  private static final int FIRST_EMBEDDING = 64;
  private static final double FIRST_FEATURE_DROPOUT = 0.9;
  private static final double SECOND_FEATURE_DROPOUT = 0.8;

  private static final int GCN_HIDDEN = 64;
  private static final double GCN_DROPOUT = 0.5;
  private static final double GCN_FEATURE_DROPOUT = 0.8;
  private static final double GCN_DECAY = 0.5;

  private static final int[] DEPTHS = {2, 4, 8, 16};

  private final GraphData data;
  private final CsrGraph graph;
  private final int epochs;
  private final PrintWriter err;

  PlanetoidRuns(String name, int epochs, PrintWriter err) {
    this.data = Planetoid.open(name);
    this.graph = data.graph();
    this.epochs = epochs;
    this.err = err;
  }

  List<Accuracy> accuracy(int seeds) {
    SmpnnSettings whole = network(LAYERS);
    return List.of(
        gcn("accuracy", "GCN, labels only", 2, seeds, Consistency.NONE),
        gcn("accuracy", "GCN", 2, seeds, Consistency.CHOSEN),
        smpnn("accuracy", "SMPNN, labels only", whole, seeds, Consistency.NONE),
        smpnn("accuracy", "SMPNN", whole, seeds, Consistency.CHOSEN),
        smpnn(
            "accuracy",
            "SMPNN, attributes first",
            whole,
            seeds,
            Consistency.CHOSEN,
            SECOND_FEATURE_DROPOUT,
            seed -> attributesFirst(whole, seed)));
  }

  /** A network that has learned to give hidden attributes back, without its output map. */
  private NamedArrays attributesFirst(SmpnnSettings classes, long seed) {
    SmpnnSettings settings = classes.withOutputs(FIRST_EMBEDDING);
    Fitted fitted =
        new GraphFitting(
                HiddenAttributes.of(
                    graph, data.features(), data.features(), data.validation(), data.test()),
                Batching.whole(),
                () -> new DecodedBlock(settings, data.features().columns()),
                new FitSettings(
                    seed,
                    Math.min(epochs, FIRST_EPOCHS),
                    PATIENCE,
                    RATE,
                    DECAY,
                    FIRST_FEATURE_DROPOUT),
                DeviceChoice.CPU.resolve())
            .run(FitProgress.NONE);
    return DecodedBlock.network(settings, fitted.parameters()).withoutOutputMap();
  }

  List<Accuracy> ablation(int seeds) {
    SmpnnSettings whole = network(LAYERS);
    return List.of(
        ablated("all parts", whole, seeds),
        ablated("no residual", whole.withResidual(false), seeds),
        ablated("no α", whole.withScaled(false), seeds),
        ablated("no LayerNorm", whole.withNormalised(false), seeds),
        ablated("no feed-forward", whole.withFeedForward(0), seeds),
        ablated("with attention", whole.withAttention(true), seeds));
  }

  private Accuracy ablated(String model, SmpnnSettings settings, int seeds) {
    return smpnn("ablation", model, settings, seeds, Consistency.CHOSEN);
  }

  List<Accuracy> depth(int seeds) {
    List<Accuracy> rows = new ArrayList<>();
    for (int layers : DEPTHS) {
      rows.add(gcn("depth", "GCN", layers, seeds, Consistency.CHOSEN));
      rows.add(smpnn("depth", "SMPNN", network(layers), seeds, Consistency.CHOSEN));
    }
    return rows;
  }

  private SmpnnSettings network(int layers) {
    return SmpnnSettings.of(data.features().columns(), HIDDEN, data.classCount(), layers)
        .withDropout(DROPOUT, 0);
  }

  private Accuracy gcn(String part, String model, int layers, int seeds, Consistency consistency) {
    return row(
        part,
        model,
        layers,
        seeds,
        () ->
            new GcnBlock(
                data.features().columns(), GCN_HIDDEN, data.classCount(), layers, GCN_DROPOUT),
        consistency,
        seed -> new FitSettings(seed, epochs, PATIENCE, RATE, GCN_DECAY, GCN_FEATURE_DROPOUT),
        seed -> NamedArrays.NONE);
  }

  private Accuracy smpnn(
      String part, String model, SmpnnSettings settings, int seeds, Consistency consistency) {
    return smpnn(
        part, model, settings, seeds, consistency, FEATURE_DROPOUT, seed -> NamedArrays.NONE);
  }

  private Accuracy smpnn(
      String part,
      String model,
      SmpnnSettings settings,
      int seeds,
      Consistency consistency,
      double featureDropout,
      LongFunction<NamedArrays> start) {
    return row(
        part,
        model,
        settings.layers(),
        seeds,
        () -> new SmpnnBlock(settings),
        consistency,
        seed -> new FitSettings(seed, epochs, PATIENCE, RATE, DECAY, featureDropout),
        start);
  }

  private Accuracy row(
      String part,
      String model,
      int layers,
      int seeds,
      Supplier<GraphBlock> block,
      Consistency consistency,
      LongFunction<FitSettings> training,
      LongFunction<NamedArrays> start) {
    NodeClasses objective =
        new NodeClasses(
            graph,
            data.features(),
            data.classes(),
            data.classCount(),
            data.training(),
            data.validation(),
            consistency);
    double[] tests = new double[seeds];
    double validation = 0;
    double energy = 0;
    double cosine = 0;
    long began = System.nanoTime();
    for (int seed = 0; seed < seeds; seed++) {
      Fitted fitted =
          new GraphFitting(
                  objective,
                  Batching.whole(),
                  block,
                  training.apply(seed),
                  DeviceChoice.CPU.resolve(),
                  start.apply(seed))
              .run(FitProgress.NONE);
      Outputs outputs = Outputs.of(block.get(), fitted.parameters(), graph, data.features());
      tests[seed] = objective.accuracy(outputs.rows(), data.test());
      validation += fitted.best().validation() / seeds;
      energy += outputs.last().dirichletEnergy() / seeds;
      cosine += outputs.last().meanCosine() / seeds;
      err.printf(
          Locale.ROOT,
          "%s, %s, %d layers, seed %d: test %.4f%n",
          data.name(),
          model,
          layers,
          seed,
          tests[seed]);
      err.flush();
    }
    return new Accuracy(
        part,
        data.name(),
        model,
        layers,
        seeds,
        validation,
        mean(tests),
        deviation(tests),
        energy,
        cosine,
        (System.nanoTime() - began) / 1e9 / seeds);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Of a sample; 0 for one value. */
  private static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }

  @Override
  public void close() {
    graph.close();
  }
}
