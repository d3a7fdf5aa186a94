package io.eddy.memory.ranker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often something was chosen when it was exposed, by recency rank and by time since the last
 * visit: arithmetic on rows of {@value #WIDTH} numbers in an array, the chosen counts by rank bin
 * and by gap bin, then the exposed ones.
 */
final class HazardTable {
  static final int BINS = RankerScales.RANK_BINS + RankerScales.GAP_BINS;
  static final int WIDTH = 2 * BINS;

  private static final double PRIOR = 2;
  private static final double RATE_FLOOR = 1e-4;
  private static final double GLOBAL_CHOSEN = 1e-3;
  private static final double GLOBAL_EXPOSED = 1;

  private HazardTable() {}

  /** The bin of a time since the last visit, after the bins by rank. */
  static int gapBin(int gapBin) {
    return RankerScales.RANK_BINS + gapBin;
  }

  /** Lets a row fade. */
  static void decay(double[] rows, int from, double keep) {
    for (int i = from; i < from + WIDTH; i++) {
      rows[i] *= keep;
    }
  }

  /** Counts one exposure in a rank bin and a gap bin. */
  static void expose(
      double[] rows, int from, int rankBin, int gapBin, boolean chosen, double weight) {
    rows[from + BINS + rankBin] += weight;
    rows[from + BINS + gapBin] += weight;
    if (chosen) {
      rows[from + rankBin] += weight;
      rows[from + gapBin] += weight;
    }
  }

  /** The rate over the whole stream in a bin. */
  static double globalRate(double[] rows, int bin) {
    return globalRate(rows[bin], rows[BINS + bin]);
  }

  static double globalRate(double chosen, double exposed) {
    return (chosen + GLOBAL_CHOSEN) / (exposed + GLOBAL_EXPOSED);
  }

  /** A rate shrunk to another one. */
  static double rate(double chosen, double exposed, double prior) {
    return (chosen + PRIOR * prior) / (exposed + PRIOR);
  }

  /** The logarithm of a shrunk rate. */
  static double logRate(double chosen, double exposed, double prior) {
    return FastLog.log((chosen + PRIOR * prior + RATE_FLOOR) / (exposed + PRIOR));
  }

  /** Writes numbers of which many are 0: a bit for each, then the others. */
  static void write(double[] rows, int from, int count, DataOutput out) throws IOException {
    for (int start = from; start < from + count; start += Byte.SIZE) {
      int end = Math.min(start + Byte.SIZE, from + count);
      int mask = 0;
      for (int i = start; i < end; i++) {
        mask |= rows[i] != 0 ? 1 << (i - start) : 0;
      }
      out.writeByte(mask);
      for (int i = start; i < end; i++) {
        if (rows[i] != 0) {
          out.writeDouble(rows[i]);
        }
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  static void read(double[] rows, int from, int count, DataInput in) throws IOException {
    for (int start = from; start < from + count; start += Byte.SIZE) {
      int end = Math.min(start + Byte.SIZE, from + count);
      int mask = in.readByte();
      for (int i = start; i < end; i++) {
        rows[i] = (mask & (1 << (i - start))) != 0 ? in.readDouble() : 0;
      }
    }
  }
}
