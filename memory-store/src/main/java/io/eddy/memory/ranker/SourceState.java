package io.eddy.memory.ranker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * All that is remembered of one source; the keyed state at it. Yields the {@link SourceView} before
 * an event and takes the event in. Bounded by {@link RankerSettings#maxPairs}. Not thread-safe.
 */
public final class SourceState {
  private final SourceStats stats = new SourceStats();
  private final PairTable pairs = new PairTable();
  private final SourceHabits habits = new SourceHabits();

  /** A source before its first event. */
  public SourceState() {}

  /**
   * The source as a query at this time sees it; the state stays as it is.
   *
   * @param timeMicros a time before the source's last event counts as the time of that event
   */
  public SourceView view(String src, long timeMicros, RankerScales scales) {
    long time = clamp(timeMicros);
    float[] source = new float[RankerFeatures.PAIR];
    stats.features(time, scales, source);
    int size = pairs.size();
    float[] rows = new float[size * SourceView.PAIR_WIDTH];
    habits.features(pairs, source, RankerFeatures.HABITS);
    pairs.features(stats.events, time, scales, rows, SourceView.PAIR_WIDTH);
    habits.pairFeatures(pairs, rows, PairTable.NAMES.size(), SourceView.PAIR_WIDTH);
    String[] dsts = new String[size];
    long[] lasts = new long[size];
    for (int rank = 0; rank < size; rank++) {
      int slot = pairs.slot(rank);
      dsts[rank] = pairs.dst(slot);
      lasts[rank] = pairs.lastMicros(slot);
    }
    return new SourceView(
        src,
        time,
        stats.events,
        stats.firstMicros,
        source,
        dsts,
        lasts,
        rows,
        habits.hazards(pairs, stats, time, scales));
  }

  /** Takes in an event; one behind the source's last event counts as of that event's time. */
  public void apply(String dst, long timeMicros, RankerScales scales) {
    long time = clamp(timeMicros);
    int rank = pairs.rankOf(dst);
    habits.apply(pairs, stats, rank, time, scales);
    int last = pairs.size() > 0 ? pairs.slot(0) : -1;
    int before = pairs.size() > 1 ? pairs.slot(1) : -1;
    int forgotten = rank < 0 ? pairs.slotToForget(scales.settings.maxPairs()) : -1;
    if (forgotten >= 0) {
      habits.forget(forgotten);
    }
    int slot = pairs.visit(dst, rank, stats.events + 1, time, scales);
    habits.claim(slot, rank < 0);
    if (forgotten < 0 || (forgotten != last && forgotten != before)) {
      habits.step(before, last, slot, scales);
    }
    stats.apply(rank == 0, rank < 0, time, scales);
  }

  /** Number of events so far. */
  public long events() {
    return stats.events;
  }

  /** An independent copy. */
  public SourceState copy() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      write(new DataOutputStream(bytes));
      return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException("a source's state cannot be copied in memory", e);
    }
  }

  private long clamp(long timeMicros) {
    return stats.events == 0 ? timeMicros : Math.max(timeMicros, stats.lastMicros);
  }

  void write(DataOutput out) throws IOException {
    stats.write(out);
    pairs.write(out);
    habits.write(pairs, out);
  }

  static SourceState read(DataInput in) throws IOException {
    SourceState state = new SourceState();
    state.stats.read(in);
    state.pairs.read(state.stats.events, in);
    state.habits.read(state.pairs.size(), in);
    return state;
  }
}
