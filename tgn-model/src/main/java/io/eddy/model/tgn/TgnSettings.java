package io.eddy.model.tgn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which roles a temporal graph network is made of, and how wide they are.
 *
 * @param messageFunction how a message comes from a raw message
 * @param aggregator what becomes of several pending messages of a node
 * @param memoryUpdater how a memory takes in a message
 * @param embedding how a node's embedding comes from its memory and its neighbours
 * @param neighbourMemory which memory of a neighbour an embedding sees
 * @param memory numbers of a memory, D
 * @param time numbers of a time encoding, T
 * @param edgeFeatures features of an edge, F; may be 0
 * @param message numbers of a message where the message function is an MLP, M; else not used
 * @param embeddingSize numbers of an embedding, E
 * @param neighbours most recent neighbours that an embedding sees, K
 * @param layers layers of a graph embedding, 1 or 2
 * @param heads attention heads, H; a divisor of D + T
 * @param originMicros event time from which the first Δt of a node counts
 * @param timeShiftMean mean time between a node's events in seconds, for time projection
 * @param timeShiftDeviation its standard deviation, above 0
 * @param waves of messages around an event's nodes, hops ≥ 2; null for none
 */
public record TgnSettings(
    MessageFunction messageFunction,
    Aggregator aggregator,
    Updater memoryUpdater,
    Embedding embedding,
    NeighbourMemory neighbourMemory,
    int memory,
    int time,
    int edgeFeatures,
    int message,
    int embeddingSize,
    int neighbours,
    int layers,
    int heads,
    long originMicros,
    double timeShiftMean,
    double timeShiftDeviation,
    @Nullable WaveSettings waves) {

  /** Message functions. */
  public enum MessageFunction {
    /** The raw message itself. */
    IDENTITY,
    /** A network with one hidden layer. */
    MLP
  }

  /** Message aggregators. */
  public enum Aggregator {
    /** The newest message. */
    LAST,
    /** The mean of the raw messages, as of the newest's time. */
    MEAN
  }

  /** Memory updaters. */
  public enum Updater {
    /** A gated recurrent unit. */
    GRU,
    /** A plain recurrent unit. */
    RNN
  }

  /** Embedding modules. */
  public enum Embedding {
    /** The memory itself. */
    IDENTITY,
    /** The memory, projected by the time since its update (JODIE). */
    TIME,
    /** Temporal graph sum. */
    SUM,
    /** Temporal graph attention. */
    ATTENTION;

    /** Whether neighbours are looked at. */
    public boolean graph() {
      return this == SUM || this == ATTENTION;
    }
  }

  /** Which memory of a neighbour an embedding sees. */
  public enum NeighbourMemory {
    /** As it was at the event they shared; local to the node, hops = 0. */
    OF_THE_MAIL,
    /** As it is now; kept fresh by one ripple, hops = 1. */
    CURRENT
  }

  private static final int MAX_WIDTH = 4096;
  private static final int MAX_LAYERS = 2;

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  public TgnSettings {
    List<String> errors = new ArrayList<>();
    within(errors, "memory", memory, 1, MAX_WIDTH);
    within(errors, "time", time, 1, MAX_WIDTH);
    within(errors, "edgeFeatures", edgeFeatures, 0, MAX_WIDTH);
    within(errors, "embeddingSize", embeddingSize, 1, MAX_WIDTH);
    if (messageFunction == MessageFunction.MLP) {
      within(errors, "message", message, 1, MAX_WIDTH);
    }
    if (embedding.graph()) {
      within(errors, "neighbours", neighbours, 1, MAX_WIDTH);
      within(errors, "layers", layers, 1, MAX_LAYERS);
      if (layers > 1 && neighbourMemory == NeighbourMemory.OF_THE_MAIL) {
        errors.add(
            "layers = %d needs neighbourMemory = CURRENT: a mail holds no neighbours of its sender"
                .formatted(layers));
      }
    } else if (embeddingSize != memory) {
      errors.add(
          "embeddingSize = %d, but embedding %s has the size of the memory, %d"
              .formatted(embeddingSize, embedding, memory));
    }
    if (embedding == Embedding.ATTENTION) {
      within(errors, "heads", heads, 1, MAX_WIDTH);
      for (int width : List.of(memory + time, layers > 1 ? embeddingSize + time : memory + time)) {
        if (heads > 0 && width % heads != 0) {
          errors.add("heads = %d does not divide the query's width %d".formatted(heads, width));
        }
      }
    }
    if (!(timeShiftDeviation > 0) || !Double.isFinite(timeShiftMean)) {
      errors.add(
          "time shift of mean %s and deviation %s; expected a number, and one above 0"
              .formatted(timeShiftMean, timeShiftDeviation));
    }
    if (waves != null) {
      requireRoomForWaves(errors, embedding, neighbourMemory, aggregator, neighbours, waves);
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("TGN settings: " + String.join("; ", errors));
    }
  }

  private static void requireRoomForWaves(
      List<String> errors,
      Embedding embedding,
      NeighbourMemory neighbourMemory,
      Aggregator aggregator,
      int neighbours,
      WaveSettings waves) {
    if (!embedding.graph()) {
      errors.add(
          "waves run along mails, and embedding %s keeps none; use SUM or ATTENTION"
              .formatted(embedding));
    } else if (waves.fanOut() > neighbours) {
      errors.add(
          "waves go to fanOut = %d neighbours, but a node keeps neighbours = %d"
              .formatted(waves.fanOut(), neighbours));
    }
    if (neighbourMemory != NeighbourMemory.CURRENT) {
      errors.add("waves change memories, so neighbourMemory must be CURRENT");
    }
    if (aggregator != Aggregator.LAST) {
      errors.add("waves start from an event's message, so the aggregator must be LAST");
    }
  }

  /** Settings of memory, time encoding and embedding of one width, to be changed. */
  public static TgnSettingsBuilder builder(int width) {
    return new TgnSettingsBuilder(width);
  }

  /** These settings, to be changed. */
  public TgnSettingsBuilder toBuilder() {
    return new TgnSettingsBuilder(this);
  }

  /** Numbers of a raw message [own memory ‖ other's memory ‖ features ‖ Φ(Δt)], R. */
  public int rawMessage() {
    return 2 * memory + edgeFeatures + time;
  }

  /** Numbers of a message, M. */
  public int messageSize() {
    return messageFunction == MessageFunction.IDENTITY ? rawMessage() : message;
  }

  /** Layers of neighbours that an embedding looks at; 0 for an embedding without a graph. */
  public int depth() {
    return embedding.graph() ? layers : 0;
  }

  /**
   * How far an event is felt: 0 where neighbours are as they were at the shared event, 1 where they
   * are as they are now, else as far as waves go.
   */
  public int hops() {
    if (waves != null) {
      return waves.hops();
    }
    return embedding.graph() && neighbourMemory == NeighbourMemory.CURRENT ? 1 : 0;
  }

  /** The most mails that a node keeps: K where an embedding looks at neighbours, else 0. */
  public int mails() {
    return embedding.graph() ? neighbours : 0;
  }

  /** Whether mails keep the neighbour's memory. */
  public boolean keepsMailMemory() {
    return embedding.graph() && neighbourMemory == NeighbourMemory.OF_THE_MAIL;
  }

  private static void within(List<String> errors, String name, int value, int least, int most) {
    if (value < least || value > most) {
      errors.add("%s = %d; expected %d to %d".formatted(name, value, least, most));
    }
  }
}
