package io.eddy.memory.ranker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What a source tends to do next, given what it did: the steps from its last one and two
 * destinations, how often it chose a destination of this recency when it could have, and how often
 * it stayed after a pause of this length. An event costs O(remembered pairs); one that makes the
 * source forget a pair also looks through the steps from all contexts. Not thread-safe.
 */
final class SourceHabits {
  /**
   * Columns alike for all candidates; the last one is completed where the whole stream is known.
   */
  static final List<String> NAMES = List.of("source.logSteps1", "source.logSteps2", "source.stay");

  static final List<String> PAIR_NAMES =
      List.of("pair.step1", "pair.logStep1", "pair.step2", "pair.logStep2");

  private static final double STEP_PRIOR = 0.5;
  private static final double KEEP_USER = 0.98;
  private static final double KEEP_PAIR = 0.97;
  private static final double KEEP_STAY = 0.97;
  private static final double GROWTH = 1 / KEEP_PAIR;
  private static final double MAX_WEIGHT = 1e30;

  private final MarkovCounts first = new MarkovCounts();
  private final MarkovCounts second = new MarkovCounts();
  private final double[] user = new double[HazardTable.WIDTH];
  private final double[] stayed = new double[RankerScales.STAY_BINS];
  private final double[] couldStay = new double[RankerScales.STAY_BINS];

  /** Hazards of each slot, times {@link #weight}: all fade alike at each event of the source. */
  private double[] pairs = new double[HazardTable.WIDTH];

  private double weight = 1;

  /**
   * Takes in an event, before the pairs do.
   *
   * @param rank of the destination among the pairs, −1 for a new one
   */
  void apply(PairTable table, SourceStats stats, int rank, long timeMicros, RankerScales scales) {
    if (stats.events == 0) {
      return;
    }
    HazardTable.decay(user, 0, KEEP_USER);
    weight *= GROWTH;
    if (weight > MAX_WEIGHT) {
      for (int i = 0; i < pairs.length; i++) {
        pairs[i] /= weight;
      }
      weight = 1;
    }
    for (int r = 0; r < table.size(); r++) {
      int slot = table.slot(r);
      int rankBin = RankerScales.rankBin(r);
      int gapBin = HazardTable.gapBin(scales.hazardBin(table.lastMicros(slot), timeMicros));
      HazardTable.expose(user, 0, rankBin, gapBin, r == rank, 1);
      HazardTable.expose(pairs, slot * HazardTable.WIDTH, rankBin, gapBin, r == rank, weight);
    }
    for (int bin = 0; bin < stayed.length; bin++) {
      stayed[bin] *= KEEP_STAY;
      couldStay[bin] *= KEEP_STAY;
    }
    int bin = scales.stayBin(stats.lastMicros, timeMicros);
    couldStay[bin]++;
    stayed[bin] += rank == 0 ? 1 : 0;
  }

  /** Makes room for a slot, empty if its destination is new. */
  void claim(int slot, boolean isNew) {
    int from = slot * HazardTable.WIDTH;
    if (from >= pairs.length) {
      pairs = Arrays.copyOf(pairs, 2 * from);
    }
    if (isNew) {
      Arrays.fill(pairs, from, from + HazardTable.WIDTH, 0);
    }
  }

  /** Forgets a slot that another destination is about to take. */
  void forget(int slot) {
    first.forget(slot);
    second.forget(slot);
  }

  /** Takes in the step to a destination; slots are −1 where there is none. */
  void step(int before, int last, int to, RankerScales scales) {
    int contexts = scales.settings.maxPairs();
    if (last >= 0) {
      first.add(MarkovCounts.context(last), to, contexts);
    }
    if (before >= 0) {
      second.add(MarkovCounts.context(before, last), to, contexts);
    }
  }

  /** Writes the features of the source before an event at this time. */
  void features(PairTable table, float[] out, int from) {
    long total1 = table.size() > 0 ? first.total(MarkovCounts.context(table.slot(0))) : 0;
    long total2 =
        table.size() > 1 ? second.total(MarkovCounts.context(table.slot(1), table.slot(0))) : 0;
    out[from] = (float) FastLog.log1p(total1);
    out[from + 1] = (float) FastLog.log1p(total2);
  }

  /** Writes the features of every remembered pair, most recent first, into rows of a width. */
  void pairFeatures(PairTable table, float[] out, int from, int width) {
    if (table.size() == 0) {
      return;
    }
    long context1 = MarkovCounts.context(table.slot(0));
    long[] counts1 = new long[table.size()];
    long[] counts2 = new long[table.size()];
    first.scatter(context1, counts1);
    double total1 = first.total(context1) + STEP_PRIOR;
    double total2 = STEP_PRIOR;
    if (table.size() > 1) {
      long context2 = MarkovCounts.context(table.slot(1), table.slot(0));
      second.scatter(context2, counts2);
      total2 += second.total(context2);
    }
    for (int rank = 0; rank < table.size(); rank++) {
      int slot = table.slot(rank);
      int at = from + rank * width;
      out[at++] = (float) (counts1[slot] / total1);
      out[at++] = (float) FastLog.log1p(counts1[slot]);
      out[at++] = (float) (counts2[slot] / total2);
      out[at] = (float) FastLog.log1p(counts2[slot]);
    }
  }

  /** The hazards as a query takes them along. */
  SourceHazards hazards(PairTable table, SourceStats stats, long timeMicros, RankerScales scales) {
    int size = table.size();
    byte[] gapBins = new byte[size];
    float[] counts = new float[size * SourceHazards.PAIR_COUNTS];
    int at = 0;
    for (int rank = 0; rank < size; rank++) {
      int slot = table.slot(rank);
      int from = slot * HazardTable.WIDTH;
      int rankBin = RankerScales.rankBin(rank);
      int gapBin = scales.hazardBin(table.lastMicros(slot), timeMicros);
      gapBins[rank] = (byte) gapBin;
      for (int bin : new int[] {rankBin, HazardTable.gapBin(gapBin)}) {
        counts[at++] = (float) (pairs[from + bin] / weight);
        counts[at++] = (float) (pairs[from + HazardTable.BINS + bin] / weight);
      }
    }
    int stayBin = stats.events == 0 ? -1 : scales.stayBin(stats.lastMicros, timeMicros);
    return new SourceHazards(
        user.clone(),
        gapBins,
        counts,
        stayBin,
        stayBin < 0 ? 0 : stayed[stayBin],
        stayBin < 0 ? 0 : couldStay[stayBin]);
  }

  void write(PairTable table, DataOutput out) throws IOException {
    int[] places = table.places();
    first.write(places, out);
    second.write(places, out);
    HazardTable.write(user, 0, user.length, out);
    HazardTable.write(stayed, 0, stayed.length, out);
    HazardTable.write(couldStay, 0, couldStay.length, out);
    out.writeDouble(weight);
    for (int rank = 0; rank < table.size(); rank++) {
      HazardTable.write(pairs, table.slot(rank) * HazardTable.WIDTH, HazardTable.WIDTH, out);
    }
  }

  void read(int size, DataInput in) throws IOException {
    first.read(size, in);
    second.read(size, in);
    HazardTable.read(user, 0, user.length, in);
    HazardTable.read(stayed, 0, stayed.length, in);
    HazardTable.read(couldStay, 0, couldStay.length, in);
    weight = in.readDouble();
    pairs = new double[Math.max(size, 1) * HazardTable.WIDTH];
    for (int slot = 0; slot < size; slot++) {
      HazardTable.read(pairs, slot * HazardTable.WIDTH, HazardTable.WIDTH, in);
    }
  }
}
