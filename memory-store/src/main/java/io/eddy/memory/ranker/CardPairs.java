package io.eddy.memory.ranker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The part of a pair that is known at its destination: what each source missed there, how its
 * visitors return and stay. One {@link SourceTraces} and one row of hazards a candidate; those
 * where nobody was and which nobody passed over share one row. Not thread-safe.
 */
final class CardPairs {
  static final List<String> NAMES =
      List.of(
          "pair.logOthersSince",
          "pair.response",
          "pair.meanDelay",
          "pair.delayOverdue",
          "pair.userRankHazard",
          "pair.userGapHazard",
          "pair.pageRankHazard",
          "pair.pageGapHazard",
          "pair.pairRankHazard",
          "pair.pairGapHazard",
          "pair.pageStay");

  /** How many of a source's destinations count an exposure. */
  static final int EXPOSED = 8;

  private static final int TRACE_FEATURES = 4;
  private static final float NO_HAZARD = -9;
  private static final double KEEP_HAZARD = 0.99;
  private static final double KEEP_STAY = 0.98;
  private static final int STAY_WIDTH = 2 * RankerScales.STAY_BINS;
  private static final int INITIAL_ROOM = 64;
  private static final int BLANK = 0;

  private final RankerScales scales;
  private final List<SourceTraces> traces = new ArrayList<>();

  /** The row of each candidate in what follows and in {@link #traces}. */
  private int[] rows = new int[INITIAL_ROOM];

  private int size;
  private double[] hazards = new double[INITIAL_ROOM * HazardTable.WIDTH];
  private double[] stays = new double[INITIAL_ROOM * STAY_WIDTH];

  CardPairs(RankerScales scales) {
    this.scales = scales;
    claim();
  }

  /** Adds a destination that was never visited. */
  void add() {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    rows[size++] = BLANK;
  }

  /** The row of a candidate, its own from now on. */
  private int own(int card) {
    if (rows[card] == BLANK) {
      rows[card] = claim();
    }
    return rows[card];
  }

  private int claim() {
    int row = traces.size();
    traces.add(new SourceTraces());
    if ((row + 1) * STAY_WIDTH > stays.length) {
      int room = row + (row >> 1);
      hazards = Arrays.copyOf(hazards, room * HazardTable.WIDTH);
      stays = Arrays.copyOf(stays, room * STAY_WIDTH);
    }
    return row;
  }

  /** Takes in that a known source could have come to a candidate at a recency rank. */
  void expose(int card, SourceView view, int rank, boolean chosen) {
    int row = own(card);
    int from = row * HazardTable.WIDTH;
    HazardTable.decay(hazards, from, KEEP_HAZARD);
    int gapBin = HazardTable.gapBin(view.hazards.gapBins()[rank]);
    HazardTable.expose(hazards, from, RankerScales.rankBin(rank), gapBin, chosen, 1);
    if (rank == 0) {
      int stay = row * STAY_WIDTH;
      for (int i = stay; i < stay + STAY_WIDTH; i++) {
        stays[i] *= KEEP_STAY;
      }
      int bin = stay + view.hazards.stayBin();
      stays[bin] += chosen ? 1 : 0;
      stays[bin + RankerScales.STAY_BINS]++;
    }
  }

  /** Takes in an event at a candidate, before its own statistics do. */
  void visit(int card, SourceView view, DestinationTable destinations) {
    traces
        .get(own(card))
        .apply(
            view.src,
            view.timeMicros,
            destinations.count(card),
            destinations.lastMicros(card),
            destinations.lastSource(card),
            scales.settings.maxSources());
  }

  /** Writes the features of a remembered pair. */
  void features(
      int card,
      SourceView view,
      int rank,
      long timeMicros,
      DestinationTable destinations,
      StreamHabits stream,
      float[] out,
      int from) {
    int row = rows[card];
    traces
        .get(row)
        .features(
            view.src,
            timeMicros,
            destinations.count(card),
            destinations.lastMicros(card),
            destinations.lastSource(card),
            out,
            from);
    int rankBin = RankerScales.rankBin(rank);
    int gapBin = HazardTable.gapBin(view.hazards.gapBins()[rank]);
    int pair = rank * SourceHazards.PAIR_COUNTS;
    hazards(row, view, rankBin, pair, stream, out, from + TRACE_FEATURES);
    hazards(row, view, gapBin, pair + 2, stream, out, from + TRACE_FEATURES + 1);
    out[from + NAMES.size() - 1] = rank == 0 ? (float) pageStay(row, view, stream) : 0;
  }

  /** Three levels in one bin: user, page, and pair, which is shrunk to the user's. */
  private void hazards(
      int row, SourceView view, int bin, int pair, StreamHabits stream, float[] out, int at) {
    double global = stream.rate(bin);
    double[] user = view.hazards.user();
    double userChosen = user[bin];
    double userExposed = user[bin + HazardTable.BINS];
    int page = row * HazardTable.WIDTH + bin;
    float[] pairs = view.hazards.pairs();
    out[at] = (float) HazardTable.logRate(userChosen, userExposed, global);
    out[at + 2] =
        (float) HazardTable.logRate(hazards[page], hazards[page + HazardTable.BINS], global);
    out[at + 4] =
        (float)
            HazardTable.logRate(
                pairs[pair], pairs[pair + 1], HazardTable.rate(userChosen, userExposed, global));
  }

  private double pageStay(int row, SourceView view, StreamHabits stream) {
    int bin = view.hazards.stayBin();
    int at = row * STAY_WIDTH + bin;
    return HazardTable.rate(stays[at], stays[at + RankerScales.STAY_BINS], stream.stayRate(bin));
  }

  /** How likely the source is to stay where it is, alike for all candidates. */
  static float stay(SourceView view, StreamHabits stream) {
    SourceHazards hazards = view.hazards;
    return hazards.stayBin() < 0
        ? 0
        : (float)
            HazardTable.rate(
                hazards.stayed(), hazards.couldStay(), stream.stayRate(hazards.stayBin()));
  }

  /** Writes the features of a pair that is not remembered. */
  static void unknown(float[] out, int from) {
    SourceTraces.unknown(out, from);
    Arrays.fill(out, from + TRACE_FEATURES, from + NAMES.size() - 1, NO_HAZARD);
    out[from + NAMES.size() - 1] = 0;
  }

  void write(int card, DataOutput out) throws IOException {
    int row = rows[card];
    traces.get(row).write(out);
    HazardTable.write(hazards, row * HazardTable.WIDTH, HazardTable.WIDTH, out);
    HazardTable.write(stays, row * STAY_WIDTH, STAY_WIDTH, out);
  }

  /** Reads what {@link #write} wrote for a candidate of which nothing is known. */
  void read(int card, DataInput in) throws IOException {
    SourceTraces read = new SourceTraces();
    read.read(in);
    double[] rates = new double[HazardTable.WIDTH + STAY_WIDTH];
    HazardTable.read(rates, 0, HazardTable.WIDTH, in);
    HazardTable.read(rates, HazardTable.WIDTH, STAY_WIDTH, in);
    if (read.size() > 0 || Arrays.stream(rates).anyMatch(rate -> rate != 0)) {
      int row = own(card);
      traces.set(row, read);
      System.arraycopy(rates, 0, hazards, row * HazardTable.WIDTH, HazardTable.WIDTH);
      System.arraycopy(rates, HazardTable.WIDTH, stays, row * STAY_WIDTH, STAY_WIDTH);
    }
  }
}
