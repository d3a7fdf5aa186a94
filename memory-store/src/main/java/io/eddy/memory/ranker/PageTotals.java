package io.eddy.memory.ranker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often sources left each page of the stream for another, the denominators of the transition
 * rates; every shard keeps the same. Not thread-safe.
 */
final class PageTotals {
  private static final int INITIAL_ROOM = 64;

  private final ForwardDecays clock;
  private final double[] tau;
  private double[] counts = new double[INITIAL_ROOM];
  private double[] recent = new double[INITIAL_ROOM];
  private long[] settled = new long[INITIAL_ROOM];
  private double[] skips = new double[INITIAL_ROOM];

  /**
   * Totals of no event.
   *
   * @param clock of the decayed totals; moved on elsewhere
   * @param tau of the decayed totals, one number
   */
  PageTotals(ForwardDecays clock, double[] tau) {
    this.clock = clock;
    this.tau = tau;
  }

  void leave(int page, double weight) {
    cover(page);
    counts[page]++;
    settle(page);
    recent[page] += weight;
  }

  void skip(int page, double weight) {
    cover(page);
    skips[page] += weight;
  }

  double count(int page) {
    return page < counts.length ? counts[page] : 0;
  }

  double recent(int page) {
    if (page >= counts.length) {
      return 0;
    }
    settle(page);
    return recent[page];
  }

  double skips(int page) {
    return page < counts.length ? skips[page] : 0;
  }

  private void settle(int page) {
    settled[page] = clock.settle(tau, settled[page], recent, page, page + 1);
  }

  private void cover(int page) {
    int before = counts.length;
    if (page >= before) {
      int room = Math.max(page + 1, 2 * before);
      counts = Arrays.copyOf(counts, room);
      recent = Arrays.copyOf(recent, room);
      settled = Arrays.copyOf(settled, room);
      skips = Arrays.copyOf(skips, room);
    }
  }

  void write(int page, DataOutput out) throws IOException {
    HazardTable.write(new double[] {count(page), recent(page), skips(page)}, 0, 3, out);
  }

  /** Reads what {@link #write} wrote, when the clock stands where it stood. */
  void read(int page, DataInput in) throws IOException {
    cover(page);
    double[] totals = new double[3];
    HazardTable.read(totals, 0, totals.length, in);
    counts[page] = totals[0];
    recent[page] = totals[1];
    skips[page] = totals[2];
    settled[page] = clock.latestMicros();
  }
}
