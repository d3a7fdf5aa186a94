package io.eddy.model.tgn;

import io.eddy.model.tgn.TgnSettings.Aggregator;
import io.eddy.model.tgn.TgnSettings.Embedding;
import io.eddy.model.tgn.TgnSettings.MessageFunction;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import io.eddy.model.tgn.TgnSettings.Updater;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link TgnSettings}, which say what each number is. Begins with memory, time encoding and
 * embedding of one width and attention over the present memories of neighbours.
 */
public final class TgnSettingsBuilder {
  private MessageFunction messageFunction = MessageFunction.IDENTITY;
  private Aggregator aggregator = Aggregator.LAST;
  private Updater memoryUpdater = Updater.GRU;
  private Embedding embedding = Embedding.ATTENTION;
  private NeighbourMemory neighbourMemory = NeighbourMemory.CURRENT;
  private int memory;
  private int time;
  private int edgeFeatures;
  private int message;
  private int embeddingSize;
  private int neighbours = 10;
  private int layers = 1;
  private int heads = 2;
  private long originMicros;
  private double timeShiftMean;
  private double timeShiftDeviation = 1;
  private @Nullable WaveSettings waves;

  TgnSettingsBuilder(int width) {
    this.memory = width;
    this.time = width;
    this.embeddingSize = width;
  }

  TgnSettingsBuilder(TgnSettings settings) {
    this.messageFunction = settings.messageFunction();
    this.aggregator = settings.aggregator();
    this.memoryUpdater = settings.memoryUpdater();
    this.embedding = settings.embedding();
    this.neighbourMemory = settings.neighbourMemory();
    this.memory = settings.memory();
    this.time = settings.time();
    this.edgeFeatures = settings.edgeFeatures();
    this.message = settings.message();
    this.embeddingSize = settings.embeddingSize();
    this.neighbours = settings.neighbours();
    this.layers = settings.layers();
    this.heads = settings.heads();
    this.originMicros = settings.originMicros();
    this.timeShiftMean = settings.timeShiftMean();
    this.timeShiftDeviation = settings.timeShiftDeviation();
    this.waves = settings.waves();
  }

  /** How a message comes from a raw message; the raw message itself unless given. */
  public TgnSettingsBuilder optMessageFunction(MessageFunction value) {
    messageFunction = value;
    return this;
  }

  /** What becomes of several pending messages of a node; the last unless given. */
  public TgnSettingsBuilder optAggregator(Aggregator value) {
    aggregator = value;
    return this;
  }

  /** How a memory takes in a message; a GRU unless given. */
  public TgnSettingsBuilder optMemoryUpdater(Updater value) {
    memoryUpdater = value;
    return this;
  }

  /** How an embedding comes from memory and neighbours; attention unless given. */
  public TgnSettingsBuilder optEmbedding(Embedding value) {
    embedding = value;
    return this;
  }

  /** Which memory of a neighbour an embedding sees; the present one unless given. */
  public TgnSettingsBuilder optNeighbourMemory(NeighbourMemory value) {
    neighbourMemory = value;
    return this;
  }

  /** Numbers of a memory, D. */
  public TgnSettingsBuilder optMemory(int value) {
    memory = value;
    return this;
  }

  /** Numbers of a time encoding, T. */
  public TgnSettingsBuilder optTime(int value) {
    time = value;
    return this;
  }

  /** Features of an edge, F; 0 unless given. */
  public TgnSettingsBuilder optEdgeFeatures(int value) {
    edgeFeatures = value;
    return this;
  }

  /** Numbers of a message, M, for the message function MLP. */
  public TgnSettingsBuilder optMessage(int value) {
    message = value;
    return this;
  }

  /** Numbers of an embedding, E. */
  public TgnSettingsBuilder optEmbeddingSize(int value) {
    embeddingSize = value;
    return this;
  }

  /** Most recent neighbours that an embedding sees, K; 10 unless given. */
  public TgnSettingsBuilder optNeighbours(int value) {
    neighbours = value;
    return this;
  }

  /** Layers of a graph embedding; 1 unless given. */
  public TgnSettingsBuilder optLayers(int value) {
    layers = value;
    return this;
  }

  /** Attention heads, H; 2 unless given. */
  public TgnSettingsBuilder optHeads(int value) {
    heads = value;
    return this;
  }

  /** Event time from which the first Δt of a node counts; 0 unless given. */
  public TgnSettingsBuilder optOriginMicros(long value) {
    originMicros = value;
    return this;
  }

  /**
   * Mean and standard deviation of the time between a node's events, in seconds; 0 and 1 unless
   * given.
   */
  public TgnSettingsBuilder optTimeShift(double mean, double deviation) {
    timeShiftMean = mean;
    timeShiftDeviation = deviation;
    return this;
  }

  /** Waves of messages around an event's nodes; null, as it begins, for none. */
  public TgnSettingsBuilder optWaves(@Nullable WaveSettings value) {
    waves = value;
    return this;
  }

  /**
   * The settings.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  public TgnSettings build() {
    return new TgnSettings(
        messageFunction,
        aggregator,
        memoryUpdater,
        embedding,
        neighbourMemory,
        memory,
        time,
        edgeFeatures,
        message,
        embeddingSize,
        neighbours,
        layers,
        heads,
        originMicros,
        timeShiftMean,
        timeShiftDeviation,
        waves);
  }
}
