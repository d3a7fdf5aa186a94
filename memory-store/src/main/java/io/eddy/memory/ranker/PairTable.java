package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a source remembers of each of its destinations: visits, runs of visits, pace. Bounded: the
 * least recent destination is forgotten when there is no room.
 *
 * <p>Columns by slot; a list of slots in order of recency. A visit is O(remembered) for the search
 * and the shift of that list, and otherwise O(1): all decayed counts of a time scale are relative
 * to one landmark ({@link ForwardDecays}), and only when that moves are they all scaled. Not
 * thread-safe.
 */
final class PairTable {
  static final List<String> NAMES =
      List.of(
          "pair.known",
          "pair.logGap",
          "pair.logCount",
          "pair.share",
          "pair.recency",
          "pair.logRank",
          "pair.decay1",
          "pair.decay2",
          "pair.decay3",
          "pair.decay4",
          "pair.decay5",
          "pair.decayShare1",
          "pair.decayShare2",
          "pair.decayShare3",
          "pair.decayShare4",
          "pair.decayShare5",
          "pair.fade1",
          "pair.fade2",
          "pair.fade3",
          "pair.logEventsSince",
          "pair.logAge",
          "pair.lastLogGap",
          "pair.meanLogGap",
          "pair.overdue",
          "pair.once",
          "pair.logRuns",
          "pair.runDecay1",
          "pair.runDecay2",
          "pair.logRunLength");

  static final int VISIT_TAUS = RankerSettings.PAIR_TAUS;

  private static final int KINDS = RankerScales.PAIR_KINDS;
  private static final double[] FADES = {0.4, 0.75, 0.93};
  private static final int FADE_POWERS = 400;
  private static final double[][] FADE_POWER = powers();
  private static final double GAP_KEEP = 0.7;
  private static final double VISIT_FLOOR = 1e-3;
  private static final double RUN_FLOOR = 1e-2;
  private static final double NO_RANK = 4;
  private static final double NO_EVENTS_SINCE = 6;
  private static final int INITIAL_ROOM = 4;

  private final ForwardDecays clocks = new ForwardDecays();
  private int size;
  private int[] order = new int[INITIAL_ROOM];
  private @Nullable String[] dsts = new @Nullable String[INITIAL_ROOM];
  private long[] counts = new long[INITIAL_ROOM];
  private long[] firsts = new long[INITIAL_ROOM];
  private long[] lasts = new long[INITIAL_ROOM];
  private long[] lastIndexes = new long[INITIAL_ROOM];
  private long[] runs = new long[INITIAL_ROOM];
  private double[] lastGaps = new double[INITIAL_ROOM];
  private double[] meanGaps = new double[INITIAL_ROOM];
  private double[] decays = new double[INITIAL_ROOM * KINDS];
  private double[] fades = new double[INITIAL_ROOM * FADES.length];

  private static double[][] powers() {
    double[][] powers = new double[FADES.length][FADE_POWERS];
    for (int f = 0; f < FADES.length; f++) {
      double power = 1;
      for (int n = 0; n < FADE_POWERS; n++) {
        powers[f][n] = power;
        power *= FADES[f];
      }
    }
    return powers;
  }

  private static double power(int fade, long n) {
    return n < FADE_POWERS ? FADE_POWER[fade][(int) n] : 0;
  }

  int size() {
    return size;
  }

  /** The slot of the destination at a recency rank, 0 the most recent. */
  int slot(int rank) {
    return order[rank];
  }

  String dst(int slot) {
    return Objects.requireNonNull(dsts[slot]);
  }

  long lastMicros(int slot) {
    return lasts[slot];
  }

  /** The recency rank of each slot. */
  int[] places() {
    int[] places = new int[size];
    for (int rank = 0; rank < size; rank++) {
      places[order[rank]] = rank;
    }
    return places;
  }

  /** The recency rank of a destination, −1 if it is not remembered. */
  int rankOf(String dst) {
    for (int rank = 0; rank < size; rank++) {
      if (dst.equals(dsts[order[rank]])) {
        return rank;
      }
    }
    return -1;
  }

  /** The slot that a new destination will take if the table is full, else −1. */
  int slotToForget(int maxPairs) {
    return size >= maxPairs ? order[size - 1] : -1;
  }

  /**
   * Takes in a visit.
   *
   * @param rank of the destination, −1 for a new one
   * @param index number of this event among those of the source, from 1
   * @return the destination's slot
   */
  int visit(String dst, int rank, long index, long timeMicros, RankerScales scales) {
    clocks.advance(scales.pairTaus, timeMicros, decays, size * KINDS);
    int slot = rank < 0 ? newSlot(dst, timeMicros, scales.settings.maxPairs()) : order[rank];
    int from = rank < 0 ? size - 1 : rank;
    System.arraycopy(order, 0, order, 1, from);
    order[0] = slot;

    if (rank >= 0) {
      double gap = RankerScales.logGap(lasts[slot], timeMicros);
      meanGaps[slot] = counts[slot] == 1 ? gap : SourceStats.ema(GAP_KEEP, meanGaps[slot], gap);
      lastGaps[slot] = gap;
    }
    int kinds = rank == 0 ? VISIT_TAUS : KINDS;
    for (int k = 0; k < kinds; k++) {
      decays[slot * KINDS + k] += clocks.weight(scales.pairTaus[k], timeMicros);
    }
    for (int f = 0; f < FADES.length; f++) {
      int at = slot * FADES.length + f;
      fades[at] = fades[at] * power(f, index - lastIndexes[slot]) + 1;
    }
    runs[slot] += rank == 0 ? 0 : 1;
    counts[slot]++;
    lasts[slot] = timeMicros;
    lastIndexes[slot] = index;
    return slot;
  }

  private int newSlot(String dst, long timeMicros, int maxPairs) {
    int slot;
    if (size >= maxPairs) {
      slot = order[size - 1];
    } else {
      if (size == order.length) {
        grow(Math.min(maxPairs, 2 * size));
      }
      slot = size;
      order[size] = slot;
      size++;
    }
    dsts[slot] = dst;
    counts[slot] = 0;
    firsts[slot] = timeMicros;
    runs[slot] = 0;
    lastGaps[slot] = -1;
    meanGaps[slot] = -1;
    Arrays.fill(decays, slot * KINDS, (slot + 1) * KINDS, 0);
    Arrays.fill(fades, slot * FADES.length, (slot + 1) * FADES.length, 0);
    return slot;
  }

  private void grow(int room) {
    order = Arrays.copyOf(order, room);
    dsts = Arrays.copyOf(dsts, room);
    counts = Arrays.copyOf(counts, room);
    firsts = Arrays.copyOf(firsts, room);
    lasts = Arrays.copyOf(lasts, room);
    lastIndexes = Arrays.copyOf(lastIndexes, room);
    runs = Arrays.copyOf(runs, room);
    lastGaps = Arrays.copyOf(lastGaps, room);
    meanGaps = Arrays.copyOf(meanGaps, room);
    decays = Arrays.copyOf(decays, room * KINDS);
    fades = Arrays.copyOf(fades, room * FADES.length);
  }

  /**
   * Writes the features of every remembered pair, most recent first.
   *
   * @param events of the source so far
   * @param out {@code size()} rows, each of which starts with {@link #NAMES}
   * @param width of a row
   */
  void features(long events, long timeMicros, RankerScales scales, float[] out, int width) {
    double[] factors = new double[KINDS];
    clocks.factors(scales.pairTaus, timeMicros, factors);
    double[] totals = totals();
    for (int rank = 0; rank < size; rank++) {
      int at = rank * width;
      int slot = order[rank];
      double logGap = RankerScales.logGap(lasts[slot], timeMicros);
      out[at++] = 1;
      out[at++] = (float) logGap;
      out[at++] = (float) FastLog.log1p(counts[slot]);
      out[at++] = (float) ((double) counts[slot] / events);
      out[at++] = (float) (1.0 / (1 + rank));
      out[at++] = (float) FastLog.log1p(rank);
      for (int k = 0; k < VISIT_TAUS; k++) {
        double decayed = decays[slot * KINDS + k] * factors[k];
        out[at] = (float) FastLog.log(decayed + VISIT_FLOOR);
        out[at + VISIT_TAUS] = (float) (decays[slot * KINDS + k] / totals[k]);
        at++;
      }
      at += VISIT_TAUS;
      long since = events - lastIndexes[slot];
      for (int f = 0; f < FADES.length; f++) {
        out[at++] = (float) (fades[slot * FADES.length + f] * power(f, since) * (1 - FADES[f]));
      }
      out[at++] = (float) FastLog.log1p(since);
      out[at++] = (float) RankerScales.logGap(firsts[slot], timeMicros);
      out[at++] = (float) lastGaps[slot];
      out[at++] = (float) meanGaps[slot];
      out[at++] = counts[slot] == 1 ? 0 : (float) (logGap - meanGaps[slot]);
      out[at++] = counts[slot] == 1 ? 1 : 0;
      out[at++] = (float) FastLog.log1p(runs[slot]);
      for (int k = VISIT_TAUS; k < KINDS; k++) {
        out[at++] = (float) FastLog.log(decays[slot * KINDS + k] * factors[k] + RUN_FLOOR);
      }
      out[at] = (float) FastLog.log((counts[slot] + 1.0) / (runs[slot] + 1.0));
    }
  }

  /**
   * Sums over all pairs by kind, without their common factor: the last event alone makes them
   * positive. Always in order of recency, so that a restart adds up alike.
   */
  private double[] totals() {
    double[] totals = new double[VISIT_TAUS];
    for (int rank = 0; rank < size; rank++) {
      for (int k = 0; k < VISIT_TAUS; k++) {
        totals[k] += decays[order[rank] * KINDS + k];
      }
    }
    return totals;
  }

  /** Writes the features of a destination that is not remembered. */
  static void unknown(float[] out, int from) {
    int at = from;
    out[at++] = 0;
    out[at++] = (float) RankerScales.neverLogGap();
    out[at++] = 0;
    out[at++] = 0;
    out[at++] = 0;
    out[at++] = (float) NO_RANK;
    Arrays.fill(out, at, at + VISIT_TAUS, (float) FastLog.log(VISIT_FLOOR));
    at += VISIT_TAUS;
    Arrays.fill(out, at, at + VISIT_TAUS + FADES.length, 0);
    at += VISIT_TAUS + FADES.length;
    out[at++] = (float) NO_EVENTS_SINCE;
    out[at++] = -1;
    out[at++] = -1;
    out[at++] = -1;
    out[at++] = 0;
    out[at++] = 0;
    out[at++] = 0;
    Arrays.fill(out, at, at + RankerSettings.RUN_TAUS, (float) FastLog.log(RUN_FLOOR));
    at += RankerSettings.RUN_TAUS;
    out[at] = 0;
  }

  void write(DataOutput out) throws IOException {
    clocks.write(out);
    CompactFields.writeUnsigned(size, out);
    for (int rank = 0; rank < size; rank++) {
      int slot = order[rank];
      CompactFields.writeText(dst(slot), out);
      CompactFields.writeUnsigned(counts[slot], out);
      out.writeLong(firsts[slot]);
      out.writeLong(lasts[slot]);
      CompactFields.writeUnsigned(lastIndexes[slot], out);
      CompactFields.writeUnsigned(runs[slot], out);
      out.writeDouble(lastGaps[slot]);
      out.writeDouble(meanGaps[slot]);
      for (int k = 0; k < KINDS; k++) {
        out.writeDouble(decays[slot * KINDS + k]);
      }
      for (int f = 0; f < FADES.length; f++) {
        out.writeDouble(fades[slot * FADES.length + f]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote into an empty table.
   *
   * @param events of the source so far
   */
  void read(long events, DataInput in) throws IOException {
    clocks.read(in);
    int pairs = CompactFields.readUnsignedInt(in, RankerSettings.MAX_BOUND, "the number of pairs");
    for (int slot = 0; slot < pairs; slot++) {
      if (slot == order.length) {
        grow(2 * slot);
      }
      order[slot] = slot;
      dsts[slot] = CompactFields.readText(in);
      counts[slot] = CompactFields.readUnsigned(in);
      firsts[slot] = in.readLong();
      lasts[slot] = in.readLong();
      lastIndexes[slot] = CompactFields.readUnsigned(in);
      runs[slot] = CompactFields.readUnsigned(in);
      lastGaps[slot] = in.readDouble();
      meanGaps[slot] = in.readDouble();
      for (int k = 0; k < KINDS; k++) {
        decays[slot * KINDS + k] = in.readDouble();
      }
      for (int f = 0; f < FADES.length; f++) {
        fades[slot * FADES.length + f] = in.readDouble();
      }
      if (counts[slot] < 1 || lastIndexes[slot] < 1 || lastIndexes[slot] > events) {
        throw new CorruptLayoutException(
            "damaged source state: pair '%s' has %d visits, the last at event %d of %d"
                .formatted(dsts[slot], counts[slot], lastIndexes[slot], events));
      }
      size = slot + 1;
    }
  }
}
