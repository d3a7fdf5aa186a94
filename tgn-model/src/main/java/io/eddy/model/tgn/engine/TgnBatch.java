package io.eddy.model.tgn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eddy.model.tgn.TgnNetwork;
import org.jspecify.annotations.Nullable;

/**
 * One batch of a stream with its negatives, as TGN's algorithm 2 has it: raw messages that wait are
 * taken in, in tensors, so that a loss reaches the memory updater; embeddings see those memories
 * and the mails strictly before each event's time, those of the batch too; logits follow; then the
 * raw messages of the batch wait for a later one. With one event a batch this is the order of the
 * stream, score and then update.
 *
 * <p>Call {@link #prepare}, {@link #forward} and {@link #commit} in this order, for batch after
 * batch of a stream. Not thread-safe.
 */
public final class TgnBatch {
  /**
   * Logits of a batch of B events with N negatives each.
   *
   * @param positive B, of the events
   * @param negative N·B, of the first negatives of all events, then of the second ones, …
   */
  public record Logits(NDArray positive, NDArray negative) {}

  private final TgnState state;
  private final MemoryRows memories;
  private final QueryRows queries;
  private @Nullable EdgeColumns events;
  private int from;
  private int to;
  private int negativesPerEvent;
  private int[] sourceMails = new int[0];
  private int[] destinationMails = new int[0];
  private long[] arrivals = new long[0];
  private @Nullable NDArray takenIn;
  private @Nullable TgnNetwork computedWith;
  private @Nullable NDManager scope;

  /** Batches over a state. */
  public TgnBatch(TgnState state) {
    this.state = state;
    this.memories = new MemoryRows(state);
    this.queries = new QueryRows(state, memories);
  }

  /**
   * Lays a batch out, and keeps the mails of its events.
   *
   * @param from first event, inclusive
   * @param to last event, exclusive
   * @param negatives nodes that were not met, N for each event, one event after the other
   * @param perEvent N, 1 or more
   */
  public void prepare(EdgeColumns stream, int from, int to, int[] negatives, int perEvent) {
    int size = to - from;
    this.events = stream;
    this.from = from;
    this.to = to;
    this.negativesPerEvent = perEvent;
    if (sourceMails.length < size) {
      sourceMails = new int[size];
      destinationMails = new int[size];
      arrivals = new long[size];
    }
    memories.clear();
    queries.clear(size * (2 + perEvent));
    for (int i = 0; i < size; i++) {
      int src = stream.src()[from + i];
      int dst = stream.dst()[from + i];
      long time = stream.timesMicros()[from + i];
      queries.set(i, src, time);
      queries.set(size + i, dst, time);
      for (int n = 0; n < perEvent; n++) {
        queries.set((2 + n) * size + i, negatives[i * perEvent + n], time);
      }
      int offset = (from + i) * stream.featureCount();
      sourceMails[i] = state.mailboxes().add(src, dst, time, stream.features(), offset);
      destinationMails[i] = state.mailboxes().add(dst, src, time, stream.features(), offset);
      arrivals[i] = state.mailboxes().arrivals();
    }
    memories.seal();
  }

  /**
   * Logits from the state before the batch; all tensors are made in the manager given.
   *
   * @throws IllegalStateException if no batch is prepared
   */
  public Logits forward(TgnNetwork network, NDManager manager, boolean training) {
    if (events == null) {
      throw new IllegalStateException("no batch is prepared");
    }
    NDArray embeddings = embeddings(network, manager, training);
    int size = to - from;
    NDArray sources = embeddings.get("0:{}", size);
    NDArray destinations = embeddings.get("{}:{}", size, 2 * size);
    NDArray others = embeddings.get("{}:", 2 * size);
    NDArray repeated =
        negativesPerEvent == 1 ? sources : sources.tile(new long[] {negativesPerEvent, 1});
    return new Logits(
        network.linkLogits(sources, destinations, training),
        network.linkLogits(repeated, others, training));
  }

  /**
   * Embeddings from the state before the batch: of the sources of its B events, of their
   * destinations, and of all negatives; (2 + N)·B × E. All tensors are made in the manager given.
   *
   * @throws IllegalStateException if no batch is prepared
   */
  public NDArray embeddings(TgnNetwork network, NDManager manager, boolean training) {
    if (events == null) {
      throw new IllegalStateException("no batch is prepared");
    }
    NDArray updated = memories.updated(network, manager, training);
    NDArray table = memories.table(updated, network, manager, training);
    takenIn = state.waves() == null ? updated : table;
    computedWith = network;
    scope = manager;
    return network.embed(table, queries.tensors(manager), training);
  }

  /**
   * After a forward pass: the mean energy that is left after the reactions in it that could pass it
   * on, a scalar with gradients; null where nothing was passed on or nothing is spent.
   */
  public @Nullable NDArray ponder() {
    return memories.ponder();
  }

  /**
   * Keeps what the batch changed: the memories of its nodes with what waited for them, then its
   * waves, and its own raw messages. Only while the manager of {@link #forward} is open.
   *
   * @throws IllegalStateException if no batch is prepared
   */
  public void commit() {
    EdgeColumns stream = events;
    if (stream == null) {
      throw new IllegalStateException("no batch is prepared");
    }
    float[] values = takenIn == null ? new float[0] : takenIn.toFloatArray();
    for (int i = from; i < to; i++) {
      takeIn(stream.src()[i], values);
      takeIn(stream.dst()[i], values);
    }
    if (state.waves() != null && computedWith != null && scope != null) {
      BatchWaves.run(state, stream, from, to, arrivals, computedWith, scope);
    }
    for (int i = from; i < to; i++) {
      state.store(stream, i, sourceMails[i - from], destinationMails[i - from]);
    }
    events = null;
    takenIn = null;
    computedWith = null;
    scope = null;
  }

  private void takeIn(int node, float[] values) {
    int row = memories.waitingRow(node);
    if (row >= 0) {
      state.takeIn(node, values, row * state.settings().memory());
    }
  }
}
