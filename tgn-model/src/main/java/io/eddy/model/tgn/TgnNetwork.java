package io.eddy.model.tgn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.eddy.model.amp.AmpBatch;
import io.eddy.model.amp.AmpBlock;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.SeededWeights;
import io.eddy.model.tensor.ShapedBlock;
import io.eddy.model.tgn.block.EmbeddingLayer;
import io.eddy.model.tgn.block.GraphAttention;
import io.eddy.model.tgn.block.GraphSum;
import io.eddy.model.tgn.block.GruUpdater;
import io.eddy.model.tgn.block.LinkDecoder;
import io.eddy.model.tgn.block.MeanAggregator;
import io.eddy.model.tgn.block.MemoryUpdater;
import io.eddy.model.tgn.block.MlpMessage;
import io.eddy.model.tgn.block.Neighbourhood;
import io.eddy.model.tgn.block.RnnUpdater;
import io.eddy.model.tgn.block.TimeEncoding;
import io.eddy.model.tgn.block.TimeProjection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A temporal graph network with a link decoder, put together as its settings say. A function of
 * tensors without state of its own; the arrays of its parameters live in the manager given, results
 * in the manager of the inputs. One thread at a time.
 */
public final class TgnNetwork {
  private final TgnSettings settings;
  private final ParameterStore store;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final TimeEncoding time;
  private final @Nullable MlpMessage message;
  private final MemoryUpdater updater;
  private final @Nullable TimeProjection projection;
  private final List<EmbeddingLayer> layers = new ArrayList<>();
  private final LinkDecoder decoder;
  private final @Nullable AmpBlock wave;

  private TgnNetwork(TgnSettings settings, long seed, NDManager manager) {
    SeededWeights weights = new SeededWeights(seed);
    this.settings = settings;
    this.store = new ParameterStore(manager, false);
    this.time = added("time", new TimeEncoding(settings.time()), manager);
    this.message =
        settings.messageFunction() == TgnSettings.MessageFunction.MLP
            ? added(
                "message",
                new MlpMessage(settings.rawMessage(), settings.messageSize(), weights),
                manager)
            : null;
    this.updater =
        settings.memoryUpdater() == TgnSettings.Updater.GRU
            ? added(
                "updater",
                new GruUpdater(settings.messageSize(), settings.memory(), weights),
                manager)
            : added(
                "updater",
                new RnnUpdater(settings.messageSize(), settings.memory(), weights),
                manager);
    this.projection =
        settings.embedding() == TgnSettings.Embedding.TIME
            ? added("projection", new TimeProjection(settings.memory(), weights), manager)
            : null;
    int width = settings.memory();
    for (int i = 0; i < settings.depth(); i++) {
      layers.add(layer(i, width, weights, manager));
      width = settings.embeddingSize();
    }
    this.decoder = added("link", new LinkDecoder(width, weights), manager);
    this.wave = wave(seed, manager);
  }

  /** A network that has learned nothing yet, its weights drawn from a seed. */
  public static TgnNetwork seeded(TgnSettings settings, long seed, NDManager manager) {
    return new TgnNetwork(settings, seed, manager);
  }

  /**
   * A network with given parameters.
   *
   * @throws IllegalArgumentException if they are not of a network with these settings
   */
  public static TgnNetwork of(TgnSettings settings, NamedArrays values, NDManager manager) {
    TgnNetwork network = seeded(settings, 0, manager);
    values.copyTo(network.parameters);
    return network;
  }

  /** What it is made of. */
  public TgnSettings settings() {
    return settings;
  }

  /** The present parameters, copied out. */
  public NamedArrays parameters() {
    return NamedArrays.of(parameters);
  }

  /** The present weights of the waves' cell, copied out; null for a network without waves. */
  public @Nullable AmpParameters waveParameters() {
    return wave == null ? null : wave.parameters();
  }

  /** The arrays that training changes. */
  public List<NDArray> arrays() {
    return parameters.values().stream().map(Parameter::getArray).toList();
  }

  /**
   * Memories after their pending messages: aggregate, message function, memory updater.
   *
   * @param memory B × D, the receivers' memories as they are stored
   * @return B × D
   */
  public NDArray update(PendingMessages pending, NDArray memory, boolean training) {
    NDList parts = new NDList(pending.own(), pending.other());
    if (pending.features() != null) {
      parts.add(pending.features());
    }
    parts.add(time.apply(store, pending.elapsed(), training));
    NDArray raw = NDArrays.concat(parts, 1);
    NDArray aggregated =
        settings.aggregator() == TgnSettings.Aggregator.MEAN
            ? MeanAggregator.apply(raw, pending.nodes(), pending.receivers())
            : raw;
    NDArray messages = message == null ? aggregated : message.apply(store, aggregated, training);
    return updater.apply(store, messages, memory, training);
  }

  /**
   * Embeddings.
   *
   * @param table rows of D numbers that the queries' indexes speak of
   * @return Q × E
   */
  public NDArray embed(NDArray table, Queries queries, boolean training) {
    NDArray self = table.get(queries.self());
    if (projection != null) {
      NDArray standard =
          queries.sinceUpdate().sub(settings.timeShiftMean()).div(settings.timeShiftDeviation());
      return projection.apply(store, self, standard, training);
    }
    if (layers.isEmpty()) {
      return self;
    }
    return embedFromNeighbours(table, self, queries, training);
  }

  /** Logits of links between the rows of z_u and those of z_v, both B × E; B. */
  public NDArray linkLogits(NDArray sources, NDArray destinations, boolean training) {
    return decoder.apply(store, sources, destinations, training);
  }

  /**
   * The reactions of some memories to a message each.
   *
   * @param memory B × D, the memories before
   * @param said B × D
   * @param energy B × 1, what each message brings
   * @throws IllegalStateException if the network has no waves
   */
  public Reactions react(NDArray memory, NDArray said, NDArray energy, boolean training) {
    if (wave == null) {
      throw new IllegalStateException("the network has no waves, so nobody reacts");
    }
    AmpBatch after =
        wave.react(store, new AmpBatch(memory, memory, energy, memory, said), training);
    return new Reactions(after.hidden(), after.message(), after.left());
  }

  /**
   * What B messages did.
   *
   * @param memory B × D, the memories after
   * @param said B × D, what the nodes have to say to others
   * @param energy B × 1, with which they say it
   */
  public record Reactions(NDArray memory, NDArray said, NDArray energy) {}

  private @Nullable AmpBlock wave(long seed, NDManager manager) {
    WaveSettings waves = settings.waves();
    if (waves == null) {
      return null;
    }
    AmpBlock block = AmpBlock.of(WaveWeights.seeded(settings, waves, seed), manager);
    ShapedBlock.named(block)
        .forEach((key, value) -> parameters.put(WaveWeights.PREFIX + key, value));
    return block;
  }

  private NDArray embedFromNeighbours(
      NDArray table, NDArray self, Queries queries, boolean training) {
    NDArray code = time.apply(store, Objects.requireNonNull(queries.elapsed()), training);
    int k = settings.neighbours();
    long width = table.getShape().get(1);
    NDArray around =
        table
            .get(Objects.requireNonNull(queries.neighbours()))
            .reshape(self.getShape().get(0), k, width);
    NDArray absent = Objects.requireNonNull(queries.absent());
    NDArray any = Objects.requireNonNull(queries.any());
    NDArray features = queries.features();
    NDArray own = self;
    for (int i = 0; i < layers.size(); i++) {
      long rows = own.getShape().get(0);
      if (i > 0) {
        // The neighbours of row r are the K rows that follow the queries and the rows before r's.
        rows = queries.queries();
        around = own.get("{}:{}", rows, rows * (1 + k)).reshape(rows, k, own.getShape().get(1));
        own = first(own, rows);
        code = first(code, rows);
        absent = first(absent, rows);
        any = first(any, rows);
        features = features == null ? null : first(features, rows);
      }
      NDArray zero = time.atZero(store, own, rows, training);
      own =
          layers
              .get(i)
              .apply(
                  store,
                  new Neighbourhood(own, around, features, code, zero, absent, any),
                  training);
    }
    return own;
  }

  private static NDArray first(NDArray array, long rows) {
    return array.getShape().get(0) == rows ? array : array.get("0:{}", rows);
  }

  private EmbeddingLayer layer(int index, int width, SeededWeights weights, NDManager manager) {
    String name = "layer" + (index + 1);
    return settings.embedding() == TgnSettings.Embedding.SUM
        ? added(
            name,
            new GraphSum(
                width, settings.time(), settings.edgeFeatures(), settings.embeddingSize(), weights),
            manager)
        : added(
            name,
            new GraphAttention(
                width,
                settings.time(),
                settings.edgeFeatures(),
                settings.embeddingSize(),
                settings.heads(),
                weights),
            manager);
  }

  private <B extends Block> B added(String name, B block, NDManager manager) {
    block.initialize(manager, DataType.FLOAT32, new Shape(1));
    ShapedBlock.named(block).forEach((key, value) -> parameters.put(name + "." + key, value));
    return block;
  }
}
