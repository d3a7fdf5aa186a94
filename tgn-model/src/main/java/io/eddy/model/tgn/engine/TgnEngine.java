package io.eddy.model.tgn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eddy.memory.node.Precision;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.WaveWeights;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sequential engine: one event at a time, scored from the state before it, and then both ends
 * take in their messages at once, so memories are always up to date. It defines what a job at
 * parallelism 1 must give.
 *
 * <p>Holds tensors outside the heap until closed. Not thread-safe.
 */
public final class TgnEngine implements AutoCloseable {
  /** Long enough for wide waves; the rest of a stretch is planned in arrays. */
  private static final int STRETCH = 4096;

  private final NDManager manager;
  private final EventWaves waves = new EventWaves();
  private final TgnNetwork network;
  private final TgnState state;
  private final MemoryRows memories;
  private final QueryRows queries;
  private final @Nullable EngineWaves ripples;

  /** An engine that has seen nothing. */
  public TgnEngine(TgnSettings settings, NamedArrays parameters) {
    this(settings, parameters, Precision.SINGLE);
  }

  /**
   * An engine that has seen nothing.
   *
   * @param precision that memories and mails are kept in, as a job of {@code eddy.memory.precision}
   *     does
   */
  public TgnEngine(TgnSettings settings, NamedArrays parameters, Precision precision) {
    this.manager = Tensors.newManager();
    this.network = TgnNetwork.of(settings, parameters, manager);
    this.state = new TgnState(settings, precision);
    this.memories = new MemoryRows(state);
    this.queries = new QueryRows(state, memories);
    WaveSettings settingsOfWaves = settings.waves();
    AmpParameters cell = WaveWeights.of(settings, parameters);
    this.ripples =
        settingsOfWaves == null || cell == null
            ? null
            : new EngineWaves(state, settingsOfWaves, cell);
  }

  /** What the nodes remember. */
  public TgnState state() {
    return state;
  }

  /** Logits of links from a node to others at a time, from the state as it is. */
  public float[] logits(int src, int[] others, long timeMicros) {
    memories.clear();
    queries.clear(others.length + 1);
    queries.set(0, src, timeMicros);
    for (int i = 0; i < others.length; i++) {
      queries.set(i + 1, others[i], timeMicros);
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray embeddings = embed(scope);
      NDArray own = embeddings.get("0:1").broadcast(others.length, embeddings.getShape().get(1));
      return network.linkLogits(own, embeddings.get("1:"), false).toFloatArray();
    }
  }

  /** Takes in an event: a mail and a message at both ends, and the waves behind it. */
  public void apply(EdgeColumns events, int index) {
    applyTogether(events, new int[] {index});
    if (ripples != null) {
      ripples.run(events.src()[index], events.dst()[index]);
    }
  }

  /**
   * Takes in a stretch of a stream, wave by wave, so that arithmetic is done for many events at
   * once. What the nodes remember then is what {@link #apply} for one event after the other leaves,
   * up to the rounding of sums. A network whose events send waves of messages through the graph
   * takes them in one by one, since their waves meet.
   *
   * @param from first event, inclusive
   * @param to last event, exclusive
   */
  public void replay(EdgeColumns events, int from, int to) {
    if (ripples != null) {
      for (int i = from; i < to; i++) {
        apply(events, i);
      }
      return;
    }
    for (int start = from; start < to; start += STRETCH) {
      for (int[] wave : waves.of(events, start, Math.min(to, start + STRETCH))) {
        applyTogether(events, wave);
      }
    }
  }

  /**
   * Embeddings of some nodes at a time, from the state as it is.
   *
   * @return one row of E numbers a node, in the order given
   */
  public float[] embeddings(int[] nodes, long timeMicros) {
    memories.clear();
    queries.clear(nodes.length);
    for (int i = 0; i < nodes.length; i++) {
      queries.set(i, nodes[i], timeMicros);
    }
    try (NDManager scope = manager.newSubManager()) {
      return embed(scope).toFloatArray();
    }
  }

  /** The embeddings that the queries ask for. */
  private NDArray embed(NDManager scope) {
    memories.seal();
    NDArray table = memories.table(memories.updated(network, scope, false), scope);
    return network.embed(table, queries.tensors(scope), false);
  }

  /** Takes in events that have no node in common. */
  private void applyTogether(EdgeColumns events, int[] indexes) {
    memories.clear();
    for (int index : indexes) {
      int src = events.src()[index];
      int dst = events.dst()[index];
      long time = events.timesMicros()[index];
      int offset = index * events.featureCount();
      int sourceMail = state.mailboxes().add(src, dst, time, events.features(), offset);
      int destinationMail = state.mailboxes().add(dst, src, time, events.features(), offset);
      state.store(events, index, sourceMail, destinationMail);
      memories.number(src);
      memories.number(dst);
    }
    memories.seal();
    try (NDManager scope = manager.newSubManager()) {
      NDArray updated = Objects.requireNonNull(memories.updated(network, scope, false));
      memories.takeIn(updated.toFloatArray());
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
