package io.eddy.model.tgn.engine;

import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.TgnSettings.Aggregator;
import io.eddy.model.tgn.TgnSettings.Embedding;
import io.eddy.model.tgn.TgnSettings.MessageFunction;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import io.eddy.model.tgn.TgnSettings.Updater;
import io.eddy.model.tgn.WaveSettings;
import java.util.List;
import java.util.Random;

/** Streams among few nodes, some events of one time, and networks to put them through. */
public final class RandomEdges {
  /** Nodes are 0 to one less. */
  public static final int NODES = 9;

  /** Features of an edge. */
  public static final int FEATURES = 2;

  private RandomEdges() {}

  /** A stream. */
  public static EdgeColumns draw(long seed, int size) {
    Random random = new Random(seed);
    int[] src = new int[size];
    int[] dst = new int[size];
    long[] times = new long[size];
    float[] features = new float[size * FEATURES];
    long time = 0;
    for (int i = 0; i < size; i++) {
      src[i] = random.nextInt(NODES);
      dst[i] = random.nextInt(NODES);
      time += random.nextInt(4) == 0 ? 0 : random.nextInt(30_000_000);
      times[i] = time;
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    return new EdgeColumns(src, dst, times, features, FEATURES);
  }

  /** One of each kind. */
  public static List<TgnSettings> networks() {
    return List.of(
        network(Embedding.ATTENTION, 1, NeighbourMemory.CURRENT, Aggregator.LAST, Updater.GRU),
        network(Embedding.ATTENTION, 1, NeighbourMemory.OF_THE_MAIL, Aggregator.LAST, Updater.GRU),
        network(Embedding.ATTENTION, 2, NeighbourMemory.CURRENT, Aggregator.LAST, Updater.RNN),
        network(Embedding.SUM, 1, NeighbourMemory.OF_THE_MAIL, Aggregator.MEAN, Updater.RNN),
        network(Embedding.SUM, 2, NeighbourMemory.CURRENT, Aggregator.MEAN, Updater.GRU),
        network(Embedding.TIME, 1, NeighbourMemory.CURRENT, Aggregator.LAST, Updater.RNN),
        network(Embedding.IDENTITY, 1, NeighbourMemory.CURRENT, Aggregator.MEAN, Updater.GRU));
  }

  /** Networks whose events send waves through the graph. */
  public static List<TgnSettings> waving() {
    List<TgnSettings> kinds = networks();
    return List.of(
        kinds.get(0).toBuilder()
            .optWaves(new WaveSettings(CellKind.GATED, Halting.ACT, 2, 3, 0))
            .build(),
        kinds.get(0).toBuilder()
            .optWaves(new WaveSettings(CellKind.GRU, Halting.ITER, 3, 2, 0.2f))
            .build(),
        kinds.get(2).toBuilder()
            .optWaves(new WaveSettings(CellKind.RNN, Halting.NONE, 2, 1, 0))
            .build());
  }

  private static TgnSettings network(
      Embedding embedding,
      int layers,
      NeighbourMemory neighbours,
      Aggregator aggregator,
      Updater updater) {
    return TgnSettings.builder(6)
        .optMessageFunction(updater == Updater.RNN ? MessageFunction.MLP : MessageFunction.IDENTITY)
        .optAggregator(aggregator)
        .optMemoryUpdater(updater)
        .optEmbedding(embedding)
        .optNeighbourMemory(neighbours)
        .optTime(4)
        .optEdgeFeatures(FEATURES)
        .optMessage(7)
        .optNeighbours(3)
        .optLayers(layers)
        .optTimeShift(10, 40)
        .build();
  }
}
