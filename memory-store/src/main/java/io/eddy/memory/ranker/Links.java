package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/**
 * How destinations follow each other over all sources: for each candidate, how often sources came
 * to it from each other page, went from it there, came to it a few pages later, and got to know
 * both. Kept by candidate, so that each shard has its own; read by page, the ones a source was at.
 *
 * <p>Bounded by {@link LinkBounds}. An event is O({@value #CO_VISITED}), and O(links of a
 * candidate) where that is full; a query is O(links of the source's last {@value #CO_VISIT_WINDOW}
 * pages). Not thread-safe.
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
  private static final int INITIAL_ROOM = 64;

  private final RankerScales scales;
  private final LinkTable table;
  private final ForwardDecays clock = new ForwardDecays();
  private final PageTotals totals;
  private long sequence;
  private long tick;

  private final double[] factor = new double[1];
  private double leftTotal;
  private double recentTotal;
  private double skipTotal;

  /** Of the candidates that the query's pages are linked to, in the order they were met. */
  private double[] sums = new double[0];

  private int[] linked = new int[0];
  private int linkedCount;

  /** Where a candidate stands in {@link #linked}, if it does. */
  private int[] places = new int[0];

  private long lookedAt;

  /**
   * No links.
   *
   * @param losing is told each candidate that loses a link
   */
  Links(RankerScales scales, LinkBounds bounds, IntConsumer losing) {
    this.scales = scales;
    this.table = new LinkTable(bounds, losing);
    this.totals = new PageTotals(clock, scales.transitionTau);
  }

  /**
   * Takes in an event.
   *
   * @param history pages of the source, most recent first, at least {@link #CO_VISITED} if it has
   * @param rank of the destination among all of the source's, −1 for a new one
   */
  void apply(int[] history, int length, int page, int rank, PageIndex index, long timeMicros) {
    sequence++;
    tick = sequence << LinkTable.TICK_BITS;
    clock.moveTo(scales.transitionTau, timeMicros);
    if (length == 0 || rank == 0) {
      return;
    }
    int card = index.candidate(page);
    double weight = clock.weight(scales.transitionTau[0], timeMicros);
    totals.leave(history[0], weight);
    int slot = count(LinkTable.COUNT, history[0], card, 1);
    if (slot >= 0) {
      settle(slot);
      table.recent[slot] += weight;
    }
    count(LinkTable.REVERSE, page, index.candidate(history[0]), 1);
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
        count(LinkTable.SKIP, history[k], card, weight);
      }
    }
  }

  private void coVisits(int[] history, int length, int page, int card, PageIndex index) {
    for (int i = 0; i < Math.min(length, CO_VISITED); i++) {
      count(LinkTable.CO_VISITS, history[i], card, 1);
      count(LinkTable.CO_VISITS, page, index.candidate(history[i]), 1);
    }
  }

  /**
   * Counts at a link and gives its slot, or −1 if the candidate is none of this shard. A tick
   * passes in any case, so that a link has the same one in every shard and after a restart.
   */
  private int count(int what, int page, int card, double weight) {
    long now = tick++;
    if (card < 0) {
      return -1;
    }
    int slot = table.touch(page, card, now);
    table.counts[slot * LinkTable.COUNTS + what] += weight;
    return slot;
  }

  private void settle(int slot) {
    table.settled[slot] =
        clock.settle(scales.transitionTau, table.settled[slot], table.recent, slot, slot + 1);
  }

  /** Adds up, for each candidate that is linked to the source's last pages, what links say. */
  void startQuery(int[] history, int length, int candidates, long timeMicros) {
    table.sort();
    linkedCount = 0;
    lookedAt = 0;
    if (places.length < candidates) {
      places = new int[Math.max(candidates, places.length + (places.length >> 1))];
    }
    clock.factors(scales.transitionTau, timeMicros, factor);
    leftTotal = length > 0 ? totals.count(history[0]) : 0;
    recentTotal = length > 0 ? totals.recent(history[0]) * factor[0] : 0;
    skipTotal = length > 0 ? totals.skips(history[0]) : 0;
    double weight = 1;
    for (int k = 0; k < Math.min(length, CO_VISIT_WINDOW); k++) {
      for (int slot = table.firstOfPage(history[k]); slot >= 0; slot = table.nextOfPage(slot)) {
        add(slot, k, weight);
        lookedAt++;
      }
      weight *= SKIP_KEEP;
    }
  }

  private void add(int slot, int k, double weight) {
    int card = table.card(slot);
    int at = place(card) * SUMS;
    int from = slot * LinkTable.COUNTS;
    if (k == 0) {
      System.arraycopy(table.counts, from, sums, at, LinkTable.COUNTS);
      settle(slot);
      sums[at + RECENT] = table.recent[slot] * factor[0];
    } else if (k < WINDOW) {
      sums[at + FROM_RECENT] += weight * table.counts[from + LinkTable.COUNT];
    }
    sums[at + CO_VISITS_RECENT] += table.counts[from + LinkTable.CO_VISITS];
  }

  private int place(int card) {
    if (isLinked(card)) {
      return places[card];
    }
    if (linkedCount == linked.length) {
      linked = Arrays.copyOf(linked, Math.max(2 * linkedCount, INITIAL_ROOM));
      sums = Arrays.copyOf(sums, linked.length * SUMS);
    }
    Arrays.fill(sums, linkedCount * SUMS, (linkedCount + 1) * SUMS, 0);
    linked[linkedCount] = card;
    places[card] = linkedCount;
    return linkedCount++;
  }

  private boolean isLinked(int card) {
    int place = places[card];
    return place < linkedCount && linked[place] == card;
  }

  /** How many links the last query looked at. */
  long lookedAt() {
    return lookedAt;
  }

  /** How many links there are. */
  int size() {
    return table.size();
  }

  /** Writes the features of a candidate if it is linked, else leaves {@link #unlinked}. */
  void features(int card, float[] out, int from) {
    if (!isLinked(card)) {
      return;
    }
    int at = places[card] * SUMS;
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
    table.sort();
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
    table.sort();
    int[] slots = table.ofCard(card);
    clock.write(out);
    CompactFields.writeUnsigned(slots.length, out);
    for (int i = slots.length - 1; i >= 0; i--) {
      int slot = slots[i];
      settle(slot);
      CompactFields.writeText(index.id(table.page(slot)), out);
      CompactFields.writeUnsigned(table.touched(slot), out);
      HazardTable.write(table.counts, slot * LinkTable.COUNTS, LinkTable.COUNTS, out);
      HazardTable.write(table.recent, slot, 1, out);
    }
  }

  /**
   * Reads the links of a candidate that has none.
   *
   * @param ticks whether the links have ticks; the first version wrote the event only
   */
  void read(int card, boolean ticks, PageIndex index, DataInput in) throws IOException {
    long clockMicros = in.readLong();
    int size = CompactFields.readUnsignedInt(in, RankerSettings.MAX_BOUND, "the links");
    for (int i = 0; i < size; i++) {
      int page = index.number(CompactFields.readText(in));
      long touched = CompactFields.readUnsigned(in);
      int slot = table.restore(page, card, ticks ? touched : touched << LinkTable.TICK_BITS);
      HazardTable.read(table.counts, slot * LinkTable.COUNTS, LinkTable.COUNTS, in);
      HazardTable.read(table.recent, slot, 1, in);
      table.settled[slot] =
          clock.adopt(scales.transitionTau, clockMicros, table.recent, slot, slot + 1);
    }
  }
}
