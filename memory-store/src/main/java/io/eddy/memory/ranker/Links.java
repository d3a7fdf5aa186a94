package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * How destinations follow each other over all sources: for each candidate, how often sources came
 * to it from each other page, went from it there, came to it a few pages later, and got to know
 * both. Kept by candidate, so that each shard has its own; read by page, the ones a source was at.
 *
 * <p>An event is O({@value #CO_VISITED}), a query O(links of the source's last pages). Not
 * thread-safe.
 */
final class Links {
  static final List<String> NAMES =
      List.of(
          "transition.logRate",
          "transition.logRecentRate",
          "transition.logCount",
          "transition.logReverse",
          "transition.logSkipRate",
          "transition.logFromRecent",
          "transition.logCoVisits",
          "transition.logCoVisitsRecent");

  /** How many of a source's destinations a new one is co-visited with. */
  static final int CO_VISITED = 16;

  private static final int WINDOW = 5;
  private static final int CO_VISIT_WINDOW = 8;
  private static final double SKIP_KEEP = 0.6;
  private static final double RATE_FLOOR = 2e-3;
  private static final double RATE_PRIOR = 2;
  private static final double RECENT_PRIOR = 1;
  private static final float NO_RATE = (float) FastLog.log(RATE_FLOOR);

  /** What a query adds up for a candidate: the counts of a link, then these. */
  private static final int RECENT = LinkTable.COUNTS;

  private static final int FROM_RECENT = RECENT + 1;
  private static final int CO_VISITS_RECENT = RECENT + 2;
  private static final int SUMS = RECENT + 3;

  private final RankerScales scales;
  private final LinkTable table;
  private final ForwardDecays clock = new ForwardDecays();
  private final PageTotals totals = new PageTotals();
  private long sequence;

  private final double[] factor = new double[1];
  private double leftTotal;
  private double recentTotal;
  private double skipTotal;
  private double[] sums = new double[0];
  private long[] seenBy = new long[0];
  private long query;

  Links(RankerScales scales) {
    this.scales = scales;
    this.table = new LinkTable(scales.settings.maxLinks());
  }

  /**
   * Takes in an event.
   *
   * @param history pages of the source, most recent first, at least {@link #CO_VISITED} if it has
   * @param rank of the destination among all of the source's, −1 for a new one
   */
  void apply(int[] history, int length, int page, int rank, PageIndex index, long timeMicros) {
    sequence++;
    clock.carry(scales.transitionTau, timeMicros, totals.recent(), totals.recent().length);
    clock.advance(scales.transitionTau, timeMicros, table.recent, table.used());
    if (length == 0 || rank == 0) {
      return;
    }
    int card = index.candidate(page);
    double weight = clock.weight(scales.transitionTau[0], timeMicros);
    totals.leave(history[0], weight);
    if (card >= 0) {
      int slot = count(LinkTable.COUNT, history[0], card, 1);
      table.recent[slot] += weight;
    }
    if (index.candidate(history[0]) >= 0) {
      count(LinkTable.REVERSE, page, index.candidate(history[0]), 1);
    }
    skips(history, length, page, card);
    if (rank < 0) {
      coVisits(history, length, page, card, index);
    }
  }

  private void skips(int[] history, int length, int page, int card) {
    double weight = 1;
    for (int k = 1; k < Math.min(length, WINDOW); k++) {
      weight *= SKIP_KEEP;
      if (history[k] != page) {
        totals.skip(history[k], weight);
        if (card >= 0) {
          count(LinkTable.SKIP, history[k], card, weight);
        }
      }
    }
  }

  private void coVisits(int[] history, int length, int page, int card, PageIndex index) {
    for (int i = 0; i < Math.min(length, CO_VISITED); i++) {
      if (card >= 0) {
        count(LinkTable.CO_VISITS, history[i], card, 1);
      }
      if (index.candidate(history[i]) >= 0) {
        count(LinkTable.CO_VISITS, page, index.candidate(history[i]), 1);
      }
    }
  }

  private int count(int what, int page, int card, double weight) {
    int slot = table.touch(page, card, sequence);
    table.counts[slot * LinkTable.COUNTS + what] += weight;
    return slot;
  }

  /** Adds up, for each candidate that is linked to the source's last pages, what links say. */
  void startQuery(int[] history, int length, int candidates, long timeMicros) {
    query++;
    if (seenBy.length < candidates) {
      seenBy = Arrays.copyOf(seenBy, Math.max(candidates, 2 * seenBy.length));
      sums = Arrays.copyOf(sums, seenBy.length * SUMS);
    }
    clock.factors(scales.transitionTau, timeMicros, factor);
    leftTotal = length > 0 ? totals.count(history[0]) : 0;
    recentTotal = length > 0 ? totals.recent(history[0]) * factor[0] : 0;
    skipTotal = length > 0 ? totals.skips(history[0]) : 0;
    double weight = 1;
    for (int k = 0; k < Math.min(length, CO_VISIT_WINDOW); k++) {
      for (int slot = table.firstOfPage(history[k]); slot >= 0; slot = table.nextOfPage(slot)) {
        add(slot, k, weight);
      }
      weight *= SKIP_KEEP;
    }
  }

  private void add(int slot, int k, double weight) {
    int card = table.card(slot);
    int at = card * SUMS;
    if (seenBy[card] != query) {
      seenBy[card] = query;
      Arrays.fill(sums, at, at + SUMS, 0);
    }
    int from = slot * LinkTable.COUNTS;
    if (k == 0) {
      System.arraycopy(table.counts, from, sums, at, LinkTable.COUNTS);
      sums[at + RECENT] = table.recent[slot] * factor[0];
    } else if (k < WINDOW) {
      sums[at + FROM_RECENT] += weight * table.counts[from + LinkTable.COUNT];
    }
    sums[at + CO_VISITS_RECENT] += table.counts[from + LinkTable.CO_VISITS];
  }

  /** Writes the features of a candidate if it is linked, else leaves {@link #unlinked}. */
  void features(int card, float[] out, int from) {
    if (seenBy[card] != query) {
      return;
    }
    int at = card * SUMS;
    out[from] = logRate(sums[at + LinkTable.COUNT], leftTotal + RATE_PRIOR);
    out[from + 1] = logRate(sums[at + RECENT], recentTotal + RECENT_PRIOR);
    out[from + 2] = (float) FastLog.log1p(sums[at + LinkTable.COUNT]);
    out[from + 3] = (float) FastLog.log1p(sums[at + LinkTable.REVERSE]);
    out[from + 4] = logRate(sums[at + LinkTable.SKIP], skipTotal + RECENT_PRIOR);
    out[from + 5] = (float) FastLog.log1p(sums[at + FROM_RECENT]);
    out[from + 6] = (float) FastLog.log1p(sums[at + LinkTable.CO_VISITS]);
    out[from + 7] = (float) FastLog.log1p(sums[at + CO_VISITS_RECENT]);
  }

  private static float logRate(double count, double total) {
    return (float) FastLog.log(count / total + RATE_FLOOR);
  }

  /**
   * Lists the candidates that sources went to from a page, most often first, of equals the more
   * recently active first.
   *
   * @param age of a candidate's last event, smaller for a later one
   * @return how many were listed, at most {@code limit}
   */
  int best(int page, int limit, IntToLongFunction age, int[] out) {
    int listed = 0;
    double[] best = new double[limit];
    for (int slot = table.firstOfPage(page); slot >= 0; slot = table.nextOfPage(slot)) {
      double count = table.counts[slot * LinkTable.COUNTS + LinkTable.COUNT];
      if (count == 0 || limit == 0 || (listed == limit && count < best[limit - 1])) {
        continue;
      }
      int card = table.card(slot);
      int place = listed < limit ? listed++ : limit;
      while (place > 0 && before(count, card, best[place - 1], out[place - 1], age)) {
        place--;
      }
      if (place < limit) {
        int behind = Math.min(listed, limit) - 1 - place;
        System.arraycopy(best, place, best, place + 1, behind);
        System.arraycopy(out, place, out, place + 1, behind);
        best[place] = count;
        out[place] = card;
      }
    }
    return listed;
  }

  private static boolean before(
      double count, int card, double other, int otherCard, IntToLongFunction age) {
    return count > other || (count == other && age.applyAsLong(card) < age.applyAsLong(otherCard));
  }

  /** Writes the features of a candidate that is not linked. */
  static void unlinked(float[] out, int from) {
    Arrays.fill(out, from, from + NAMES.size(), 0);
    out[from] = NO_RATE;
    out[from + 1] = NO_RATE;
    out[from + 4] = NO_RATE;
  }

  /** Writes what is known of the stream. */
  void writeStream(PageIndex index, DataOutput out) throws IOException {
    clock.write(out);
    out.writeLong(sequence);
    for (int page = 0; page < index.size(); page++) {
      totals.write(page, out);
    }
  }

  /** Reads what {@link #writeStream} wrote, when the index has its pages. */
  void readStream(PageIndex index, DataInput in) throws IOException {
    clock.read(in);
    sequence = in.readLong();
    for (int page = 0; page < index.size(); page++) {
      totals.read(page, in);
    }
  }

  /** Writes the links of a candidate, oldest first. */
  void write(int card, PageIndex index, DataOutput out) throws IOException {
    int[] slots = table.ofCard(card);
    clock.write(out);
    CompactFields.writeUnsigned(slots.length, out);
    for (int i = slots.length - 1; i >= 0; i--) {
      int slot = slots[i];
      CompactFields.writeText(index.id(table.page(slot)), out);
      CompactFields.writeUnsigned(table.touched(slot), out);
      HazardTable.write(table.counts, slot * LinkTable.COUNTS, LinkTable.COUNTS, out);
      HazardTable.write(table.recent, slot, 1, out);
    }
  }

  /** Reads the links of a candidate that has none. */
  void read(int card, PageIndex index, DataInput in) throws IOException {
    long clockMicros = in.readLong();
    int size = CompactFields.readUnsignedInt(in, RankerSettings.MAX_BOUND, "the links");
    for (int i = 0; i < size; i++) {
      int page = index.number(CompactFields.readText(in));
      int slot = table.touch(page, card, CompactFields.readUnsigned(in));
      HazardTable.read(table.counts, slot * LinkTable.COUNTS, LinkTable.COUNTS, in);
      HazardTable.read(table.recent, slot, 1, in);
      clock.adopt(scales.transitionTau, clockMicros, table.recent, slot, slot + 1);
    }
  }
}
