package io.eddy.model.tgn.serve;

import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveWeights;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The neural part of the visits of events to their nodes, put off until {@link #complete} so that
 * matrices are multiplied for many visits at once.
 *
 * <ul>
 *   <li>offer, at the source u: s_u and z_u as they are before the event;
 *   <li>settle, at the destination v: z_v and the score, then s_v takes in its message, and a mail
 *       of u is kept;
 *   <li>close, at u: s_u takes in its message, and a mail of v is kept.
 * </ul>
 *
 * <p>The visits form a graph: those of one node keep their order, and those of one event follow
 * each other. It is worked through in waves; a wave has at most one visit of a node, and what its
 * visits need of others is from earlier waves. So everything comes out as if each visit had been
 * computed at once, to the bit, whatever is completed together.
 *
 * <p>Memories change in place. One thread.
 */
public final class TgnVisits {
  /** Told when a memory has taken in its message of an event. */
  @FunctionalInterface
  public interface Changed {
    /**
     * A memory has changed.
     *
     * @param moved Euclidean distance from the memory before
     */
    void changed(NeuralMemory memory, double moved);
  }

  /** Told of the source of an event right before it, when the first visit is computed. */
  @FunctionalInterface
  public interface Before {
    /** Reads the node, which changes afterwards. */
    void before(NeuralMemory source);
  }

  private static final Before NOBODY = source -> {};

  private enum Kind {
    OFFER,
    SETTLE,
    CLOSE
  }

  private record Visit(
      Kind kind, NeuralMemory node, Interaction event, Before reader, @Nullable Changed listener) {}

  private final TgnSettings settings;
  private final boolean keepsMails;
  private final MemoryStep memories;
  private final EmbeddingRows embeddings;
  private final LinkStep links;
  private final List<List<Visit>> waves = new ArrayList<>();
  private final Map<NeuralMemory, Integer> nextOfNode = new IdentityHashMap<>();
  private final Map<Interaction, Integer> nextOfEvent = new IdentityHashMap<>();
  private final @Nullable AmpParameters cell;
  private final float[] before;
  private final float[] after;
  private int usedWaves;

  /**
   * Visits with a network's parameters.
   *
   * @param keepsMails whether settle and close keep the event's mails; false where ripples do
   * @throws IllegalArgumentException if the network cannot be served from what lies at one node
   */
  public TgnVisits(TgnSettings settings, NamedArrays parameters, boolean keepsMails) {
    if (settings.depth() > 1) {
      throw new IllegalArgumentException(
          "a network of %d layers needs the neighbours' neighbours, which are not at the node; serve one with layers = 1"
              .formatted(settings.depth()));
    }
    this.settings = settings;
    this.keepsMails = keepsMails && settings.embedding().graph();
    this.before = new float[settings.memory()];
    this.after = new float[settings.memory()];
    this.cell = WaveWeights.of(settings, parameters);
    Weights weights = new Weights(parameters);
    TimeCodes codes = new TimeCodes(weights.floats("time.frequency"), weights.floats("time.phase"));
    this.memories = new MemoryStep(settings, weights, codes);
    this.embeddings =
        switch (settings.embedding()) {
          case IDENTITY, TIME -> new MemoryEmbedding(settings, weights);
          case SUM -> new SumEmbedding(settings, weights, codes);
          case ATTENTION -> new AttentionEmbedding(settings, weights, codes);
        };
    this.links = new LinkStep(settings, weights);
  }

  /** What the network is made of. */
  public TgnSettings settings() {
    return settings;
  }

  /**
   * Weights of the cell with which memories take in the messages of waves, which are no visits;
   * null for a network without waves.
   */
  public @Nullable AmpParameters waves() {
    return cell;
  }

  /** Floating-point operations of one event: two embeddings, two updates and one score. */
  public long flopsPerEvent() {
    return 2 * embeddings.flops() + 2 * memories.flops() + links.flops();
  }

  /** The first visit. */
  public void offer(NeuralMemory source, Interaction event) {
    offer(source, event, NOBODY);
  }

  /** The first visit, with somebody who reads more of the source than it passes on. */
  public void offer(NeuralMemory source, Interaction event, Before reader) {
    put(new Visit(Kind.OFFER, source, event, reader, null));
  }

  /** The second visit. */
  public void settle(NeuralMemory destination, Interaction event, Changed listener) {
    put(new Visit(Kind.SETTLE, destination, event, NOBODY, listener));
  }

  /** The third visit. */
  public void close(NeuralMemory source, Interaction event, Changed listener) {
    put(new Visit(Kind.CLOSE, source, event, NOBODY, listener));
  }

  private void put(Visit visit) {
    int wave =
        Math.max(
            nextOfNode.getOrDefault(visit.node(), 0), nextOfEvent.getOrDefault(visit.event(), 0));
    nextOfNode.put(visit.node(), wave + 1);
    nextOfEvent.put(visit.event(), wave + 1);
    if (wave == waves.size()) {
      waves.add(new ArrayList<>());
    }
    waves.get(wave).add(visit);
    usedWaves = Math.max(usedWaves, wave + 1);
  }

  /** Computes all that was put off. */
  public void complete() {
    for (int i = 0; i < usedWaves; i++) {
      List<Visit> wave = waves.get(i);
      embed(wave);
      update(wave);
      wave.clear();
    }
    nextOfNode.clear();
    nextOfEvent.clear();
    usedWaves = 0;
  }

  /** Before the event: memories, embeddings, scores. */
  private void embed(List<Visit> wave) {
    int rows = 0;
    int pairs = 0;
    for (Visit visit : wave) {
      if (visit.kind() != Kind.CLOSE) {
        float[] memory = visit.node().memory();
        long age = age(visit);
        if (visit.kind() == Kind.OFFER) {
          visit.event().offered(memory, new float[settings.embeddingSize()], age);
          visit.reader().before(visit.node());
        } else {
          visit.event().settled(memory, age);
        }
        embeddings.set(rows++, visit.node(), memory, visit.event().timeMicros());
      }
    }
    embeddings.run(rows);
    int row = 0;
    for (Visit visit : wave) {
      if (visit.kind() == Kind.OFFER) {
        float[] embedding = visit.event().sourceEmbedding();
        System.arraycopy(embeddings.embedding(row++), 0, embedding, 0, embedding.length);
      } else if (visit.kind() == Kind.SETTLE) {
        links.set(pairs++, visit.event().sourceEmbedding(), embeddings.embedding(row++));
      }
    }
    links.run(pairs);
    int pair = 0;
    for (Visit visit : wave) {
      if (visit.kind() == Kind.SETTLE) {
        visit.event().scored(links.logit(pair++));
      }
    }
  }

  private static long age(Visit visit) {
    long seen = visit.node().lastSeenMicros();
    return seen == Long.MIN_VALUE
        ? Interaction.UNSEEN
        : Math.max(0, visit.event().timeMicros() - seen);
  }

  /** The event itself: messages, memories, mails. */
  private void update(List<Visit> wave) {
    int rows = 0;
    for (Visit visit : wave) {
      if (takesIn(visit)) {
        Interaction event = visit.event();
        boolean settles = visit.kind() == Kind.SETTLE;
        float since =
            Seconds.of(visit.node().sinceUpdate(event.timeMicros(), settings.originMicros()));
        memories.set(
            rows++,
            settles ? event.destinationMemory() : visit.node().memory(),
            settles ? event.sourceMemory() : event.destinationMemory(),
            event.features(),
            since);
      }
    }
    memories.run(rows);
    int row = 0;
    for (Visit visit : wave) {
      if (visit.kind() != Kind.OFFER && keepsMails) {
        keepMail(visit);
      }
      if (takesIn(visit)) {
        takeIn(visit, memories.memory(row++));
      }
    }
  }

  /** An event of a node with itself has one message, which settling takes in. */
  private static boolean takesIn(Visit visit) {
    Interaction event = visit.event();
    return visit.kind() == Kind.SETTLE
        || (visit.kind() == Kind.CLOSE && !event.source().equals(event.destination()));
  }

  private static void keepMail(Visit visit) {
    Interaction event = visit.event();
    boolean settles = visit.kind() == Kind.SETTLE;
    visit
        .node()
        .mailbox()
        .add(
            settles ? event.source() : event.destination(),
            event.timeMicros(),
            event.features(),
            settles ? event.sourceMemory() : event.destinationMemory());
  }

  private void takeIn(Visit visit, float[] memory) {
    NeuralMemory node = visit.node();
    node.readMemory(before, 0);
    node.update(memory, visit.event().timeMicros());
    if (visit.listener() != null) {
      // Not the given memory: the node may keep it in half precision.
      node.readMemory(after, 0);
      visit.listener().changed(node, distance(before, after));
    }
  }

  /** Euclidean distance of two memories. */
  public static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = (double) one[i] - other[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
