package io.eddy.model.tgn.serve;

import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveWeights;
import io.eddy.model.tgn.block.TimeCodes;
import io.eddy.model.tgn.serve.VisitWaves.Kind;
import io.eddy.model.tgn.serve.VisitWaves.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The neural part of the visits of events to their nodes, put off until {@link #complete} so that
 * matrices are multiplied for many visits at once.
 *
 * <ul>
 *   <li>offer, at the source u: s_u and z_u as they are before the event;
 *   <li>settle, at the destination v: z_v and the score, then s_v takes in its message, and a mail
 *       of u is kept;
 *   <li>close, at u: s_u takes in its message, and a mail of v is kept;
 *   <li>refresh, at a node that keeps mails of u or v: the copies become the memory after the
 *       event.
 * </ul>
 *
 * <p>They are worked through in {@link VisitWaves}, so everything comes out as if each visit had
 * been computed at once, to the bit, whatever is completed together.
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
     * @param after what it is now, D values; shared, not to be changed
     * @param moved Euclidean distance from the memory before
     */
    void changed(NeuralMemory memory, float[] after, double moved);
  }

  /** Told of the source of an event right before it, when the first visit is computed. */
  @FunctionalInterface
  public interface Before {
    /** Reads the node, which changes afterwards. */
    void before(NeuralMemory source);
  }

  private static final Before NOBODY = source -> {};
  private static final float[] NOTHING = {};

  private final TgnSettings settings;
  private final boolean keepsMails;
  private final MemoryStep memories;
  private final EmbeddingRows embeddings;
  private final LinkStep links;
  private final @Nullable AmpParameters cell;
  private final VisitWaves putOff = new VisitWaves();
  private final float[] before;

  /**
   * Visits with a network's parameters.
   *
   * @throws IllegalArgumentException if the network cannot be served from what lies at one node
   */
  public TgnVisits(TgnSettings settings, NamedArrays parameters) {
    requireServable(settings);
    this.settings = settings;
    this.keepsMails = settings.embedding().graph();
    this.before = new float[settings.memory()];
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

  /**
   * Checks that a network can be served from what lies at one node.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public static void requireServable(TgnSettings settings) {
    if (settings.depth() > 1) {
      throw new IllegalArgumentException(
          "a network of %d layers needs the neighbours' neighbours, which are not at the node; take one trained with --layers 1"
              .formatted(settings.depth()));
    }
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
    putOff.add(new Visit(Kind.OFFER, source, event, reader, null, NOTHING));
  }

  /**
   * The second visit.
   *
   * @return the destination's memory after the event, D values, once it is computed; not to be
   *     changed
   */
  public float[] settle(NeuralMemory destination, Interaction event, Changed listener) {
    return change(Kind.SETTLE, destination, event, listener);
  }

  /**
   * The third visit.
   *
   * @return the source's memory after the event, D values, once it is computed; not to be changed
   */
  public float[] close(NeuralMemory source, Interaction event, Changed listener) {
    return change(Kind.CLOSE, source, event, listener);
  }

  private float[] change(Kind kind, NeuralMemory node, Interaction event, Changed listener) {
    float[] after = new float[settings.memory()];
    putOff.add(new Visit(kind, node, event, NOBODY, listener, after));
    return after;
  }

  /** Whose mail the next one at a node will displace, behind all that was put off, or null. */
  public @Nullable String nextDisplaced(NeuralMemory node) {
    return node.mailbox().nextDisplaced(putOff.mails(node));
  }

  /**
   * A node hears a neighbour's memory, which takes the place of those in its mails.
   *
   * @param memory D values, or what {@link #settle} or {@link #close} have returned; kept, so
   *     nobody may change it any more
   */
  public void refresh(NeuralMemory node, String neighbour, float[] memory) {
    putOff.add(new VisitWaves.Refresh(node, neighbour, memory));
  }

  /** Visits that are put off. */
  public int size() {
    return putOff.visits();
  }

  /** Computes all that was put off. */
  public void complete() {
    for (VisitWaves.Wave wave : putOff.waves()) {
      embed(wave.visits());
      update(wave.visits());
      wave.refreshes().forEach(VisitWaves.Refresh::run);
    }
    putOff.clear();
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
      } else if (visit.kind() == Kind.CLOSE) {
        visit.node().readMemory(visit.after(), 0);
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
    float[] memory = visit.kind() == Kind.SETTLE ? event.sourceMemory() : event.destinationMemory();
    visit.node().mailbox().add(visit.neighbour(), event.timeMicros(), event.features(), memory);
  }

  private void takeIn(Visit visit, float[] memory) {
    NeuralMemory node = visit.node();
    node.readMemory(before, 0);
    node.update(memory, visit.event().timeMicros());
    // Not the given memory: the node may keep it in half precision.
    node.readMemory(visit.after(), 0);
    if (visit.listener() != null) {
      visit.listener().changed(node, visit.after(), distance(before, visit.after()));
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
