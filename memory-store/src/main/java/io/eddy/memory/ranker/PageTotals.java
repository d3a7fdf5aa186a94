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

  private double[] counts = new double[INITIAL_ROOM];
  private double[] recent = new double[INITIAL_ROOM];
  private double[] skips = new double[INITIAL_ROOM];

  void leave(int page, double weight) {
    cover(page);
    counts[page]++;
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
    return page < counts.length ? recent[page] : 0;
  }

  double skips(int page) {
    return page < counts.length ? skips[page] : 0;
  }

  /** The decayed totals, for their clock. */
  double[] recent() {
    return recent;
  }

  private void cover(int page) {
    if (page >= counts.length) {
      int room = Math.max(page + 1, 2 * counts.length);
      counts = Arrays.copyOf(counts, room);
      recent = Arrays.copyOf(recent, room);
      skips = Arrays.copyOf(skips, room);
    }
  }

  void write(int page, DataOutput out) throws IOException {
    HazardTable.write(new double[] {count(page), recent(page), skips(page)}, 0, 3, out);
  }

  void read(int page, DataInput in) throws IOException {
    cover(page);
    double[] totals = new double[3];
    HazardTable.read(totals, 0, totals.length, in);
    counts[page] = totals[0];
    recent[page] = totals[1];
    skips[page] = totals[2];
  }
}
