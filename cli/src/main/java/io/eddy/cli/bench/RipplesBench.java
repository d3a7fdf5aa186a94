package io.eddy.cli.bench;

import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.EventLabels;
import io.eddy.cli.data.LinkStreams;
import io.eddy.cli.data.RelaysGenerator;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.eval.AveragePrecision;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.eval.EdgeClassPrecision;
import io.eddy.model.tgn.eval.EdgeLabels;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.train.EdgeClassTraining;
import io.eddy.model.train.TgnTrainingSettings;
import io.eddy.model.train.TrainedEdgeClasses;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Trains and measures networks of 0, 1 and 2 hops on {@link RelaysGenerator}'s streams. */
final class RipplesBench {
  private static final int NEIGHBOURS = 5;
  private static final int FAN_OUT = 2;
  private static final float LEAST_ENERGY = 0.01f;

  /** Less than there are events between two of one story, so that training sees the order. */
  private static final int BATCH = 100;

  private static final double RATE = 3e-3;
  private static final int WARMUP_STEPS = 200;

  private final long events;
  private final int seeds;
  private final int epochs;
  private final int width;
  private final PrintWriter progress;

  RipplesBench(long events, int seeds, int epochs, int width, PrintWriter progress) {
    this.events = events;
    this.seeds = seeds;
    this.epochs = epochs;
    this.width = width;
    this.progress = progress;
  }

  RipplesResult run() {
    Map<String, TgnSettings> networks = networks();
    Map<String, List<AveragePrecision>> found = new LinkedHashMap<>();
    Map<String, Double> seconds = new LinkedHashMap<>();
    int labelled = 0;
    int fraud = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      DataSet set = RelaysGenerator.dataSet(seed, events);
      LinkStream stream = LinkStreams.of(set);
      EdgeLabels labels = EventLabels.of(set);
      int[] test =
          IntStream.range(stream.end(Part.VALIDATION), stream.edges().size())
              .filter(labels::has)
              .toArray();
      labelled += test.length;
      fraud += (int) IntStream.of(test).filter(labels::positive).count();
      for (Map.Entry<String, TgnSettings> network : networks.entrySet()) {
        String name = network.getKey();
        long start = System.nanoTime();
        AveragePrecision quality = one(name, network.getValue(), stream, labels, seed);
        found.computeIfAbsent(name, key -> new ArrayList<>()).add(quality);
        seconds.merge(name, (System.nanoTime() - start) / 1e9 / seeds, Double::sum);
        progress.printf(
            Locale.ROOT, "%s, seed %d: test AP %.4f%n", name, seed, quality.averagePrecision());
        progress.flush();
      }
    }
    List<RipplesResult.Run> runs = new ArrayList<>();
    found.forEach(
        (name, qualities) ->
            runs.add(
                new RipplesResult.Run(
                    name,
                    qualities.stream().map(AveragePrecision::averagePrecision).toList(),
                    qualities.stream().map(AveragePrecision::rocAuc).toList(),
                    Objects.requireNonNull(seconds.get(name)))));
    return new RipplesResult(
        Machine.here(), events, labelled, (double) fraud / labelled, List.copyOf(runs));
  }

  private AveragePrecision one(
      String name, TgnSettings network, LinkStream stream, EdgeLabels labels, int seed) {
    TgnSettings settings =
        network.toBuilder().optOriginMicros(stream.edges().timesMicros()[0]).build();
    TgnTrainingSettings training =
        TgnTrainingSettings.builder(epochs)
            .optSeed(seed)
            .optBatch(BATCH)
            .optPeakRate(RATE)
            .optWarmupSteps(WARMUP_STEPS)
            .optValidationEvents(1)
            .build();
    TrainedEdgeClasses trained =
        EdgeClassTraining.run(
            stream,
            labels,
            settings,
            training,
            (epoch, precision) -> {
              progress.printf(
                  Locale.ROOT,
                  "%s, seed %d, epoch %d: validation AP %.4f%n",
                  name,
                  seed,
                  epoch,
                  precision);
              progress.flush();
            });
    return Objects.requireNonNull(
        EdgeClassPrecision.run(stream, labels, settings, trained.network(), trained.classifier())
            .get(Part.TEST));
  }

  private Map<String, TgnSettings> networks() {
    Map<String, TgnSettings> networks = new LinkedHashMap<>();
    networks.put("hops 0", network(NeighbourMemory.OF_THE_MAIL, null));
    networks.put("hops 1", network(NeighbourMemory.CURRENT, null));
    networks.put("hops 2, ACT", network(NeighbourMemory.CURRENT, waves(Halting.ACT)));
    networks.put("hops 2, Iter", network(NeighbourMemory.CURRENT, waves(Halting.ITER)));
    return networks;
  }

  private static WaveSettings waves(Halting halting) {
    return new WaveSettings(CellKind.GATED, halting, 2, FAN_OUT, LEAST_ENERGY);
  }

  private TgnSettings network(NeighbourMemory neighbours, @Nullable WaveSettings waves) {
    return TgnSettings.builder(width)
        .optNeighbourMemory(neighbours)
        .optEdgeFeatures(RelaysGenerator.FEATURE_NAMES.size())
        .optNeighbours(NEIGHBOURS)
        .optWaves(waves)
        .build();
  }
}
