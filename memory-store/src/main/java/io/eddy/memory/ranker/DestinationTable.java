package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each destination by itself: how much it is visited and by whom, whether it is
 * discovered or returned to. One column a quantity; an event is O(1), a row of features about
 * twenty logarithms and no exponential. Destinations without an event share one row of the columns,
 * so they cost four bytes each. Not thread-safe.
 */
final class DestinationTable {
  static final List<String> NAMES =
      List.of(
          "dst.seen",
          "dst.logCount",
          "dst.logDistinct",
          "dst.newUserShare",
          "dst.newPairShare",
          "dst.logLastSourceEvents",
          "dst.logRun",
          "dst.meanLogGap",
          "dst.novelty",
          "dst.switching",
          "dst.lastIsSource",
          "dst.previousIsSource",
          "dst.logRank",
          "dst.logGap",
          "dst.overdue",
          "dst.logSinceNewPair",
          "dst.logSinceNewUser",
          "dst.logLastSourceAge",
          "dst.logAge",
          "dst.events1",
          "dst.events2",
          "dst.events3",
          "dst.events4",
          "dst.events5",
          "dst.newPairs1",
          "dst.newPairs2",
          "dst.newPairs3",
          "dst.newPairs4",
          "dst.newPairs5",
          "dst.newUsers1",
          "dst.newUsers2",
          "dst.newUsers3",
          "dst.newUsers4",
          "dst.newUsers5",
          "dst.switches1",
          "dst.switches2",
          "dst.switches3");

  /** Features that change only with an event of the destination; they come first. */
  private static final int STEADY = 10;

  private static final int LAST_IS_SOURCE = STEADY;
  private static final int PREVIOUS_IS_SOURCE = STEADY + 1;
  private static final int KINDS = RankerScales.CARD_KINDS;
  private static final int NEW_PAIRS = RankerSettings.PAIR_TAUS;
  private static final int NEW_USERS = NEW_PAIRS + RankerSettings.ARRIVAL_TAUS;
  private static final int SWITCHES = NEW_USERS + RankerSettings.ARRIVAL_TAUS;
  private static final double FLOOR = 1e-2;
  private static final double KEEP = 0.8;
  private static final double START = 0.3;
  private static final long NEVER = Long.MIN_VALUE;
  private static final int INITIAL_ROOM = 64;
  private static final int UNVISITED = 0;

  /** The row where what was written of a destination without an event is read and left. */
  private static final int DISCARDED = 1;

  private final ForwardDecays clocks = new ForwardDecays();
  private final RankerScales scales;
  private final double[] factors = new double[KINDS];

  private long[] counts = new long[INITIAL_ROOM];
  private long[] distincts = new long[INITIAL_ROOM];
  private long[] newUsers = new long[INITIAL_ROOM];
  private long[] firsts = new long[INITIAL_ROOM];
  private long[] lasts = new long[INITIAL_ROOM];
  private long[] lastNewPairs = new long[INITIAL_ROOM];
  private long[] lastNewUsers = new long[INITIAL_ROOM];
  private long[] lastSourceEvents = new long[INITIAL_ROOM];
  private long[] lastSourceFirsts = new long[INITIAL_ROOM];
  private long[] runs = new long[INITIAL_ROOM];
  private double[] meanGaps = new double[INITIAL_ROOM];
  private double[] novelties = new double[INITIAL_ROOM];
  private double[] switchings = new double[INITIAL_ROOM];
  private @Nullable String[] lastSources = new @Nullable String[INITIAL_ROOM];
  private @Nullable String[] previousSources = new @Nullable String[INITIAL_ROOM];
  private double[] decays = new double[INITIAL_ROOM * KINDS];
  private long[] settled = new long[INITIAL_ROOM];
  private float[] steady = new float[INITIAL_ROOM * STEADY];
  private int used;

  /** The row of each candidate in the columns; {@link #UNVISITED} before its first event. */
  private int[] rows = new int[INITIAL_ROOM];

  private int size;

  DestinationTable(RankerScales scales) {
    this.scales = scales;
    claim();
    claim();
  }

  /** Adds a destination that was never visited. */
  void add() {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    rows[size++] = UNVISITED;
  }

  /** The row of a candidate, its own from now on. */
  private int own(int card) {
    if (rows[card] == UNVISITED) {
      rows[card] = claim();
    }
    return rows[card];
  }

  private int claim() {
    if (used == counts.length) {
      grow(used + (used >> 1));
    }
    int row = used++;
    lasts[row] = NEVER;
    lastNewPairs[row] = NEVER;
    lastNewUsers[row] = NEVER;
    meanGaps[row] = scales.settings.destinationLogGap();
    novelties[row] = START;
    switchings[row] = START;
    settled[row] = clocks.latestMicros();
    settle(row);
    return row;
  }

  private void grow(int room) {
    counts = Arrays.copyOf(counts, room);
    distincts = Arrays.copyOf(distincts, room);
    newUsers = Arrays.copyOf(newUsers, room);
    firsts = Arrays.copyOf(firsts, room);
    lasts = Arrays.copyOf(lasts, room);
    lastNewPairs = Arrays.copyOf(lastNewPairs, room);
    lastNewUsers = Arrays.copyOf(lastNewUsers, room);
    lastSourceEvents = Arrays.copyOf(lastSourceEvents, room);
    lastSourceFirsts = Arrays.copyOf(lastSourceFirsts, room);
    runs = Arrays.copyOf(runs, room);
    meanGaps = Arrays.copyOf(meanGaps, room);
    novelties = Arrays.copyOf(novelties, room);
    switchings = Arrays.copyOf(switchings, room);
    lastSources = Arrays.copyOf(lastSources, room);
    previousSources = Arrays.copyOf(previousSources, room);
    decays = Arrays.copyOf(decays, room * KINDS);
    settled = Arrays.copyOf(settled, room);
    steady = Arrays.copyOf(steady, room * STEADY);
  }

  long count(int card) {
    return counts[rows[card]];
  }

  /** The last event of a destination; meaningless while its count is 0. */
  long lastMicros(int card) {
    return lasts[rows[card]];
  }

  /** The source of the last event, null before the first. */
  @Nullable String lastSource(int card) {
    return lastSources[rows[card]];
  }

  /** Moves the clocks on; before every event of the stream, wherever its destination is. */
  void advance(long timeMicros) {
    clocks.moveTo(scales.cardTaus, timeMicros);
  }

  /** Takes in an event; {@link #advance} comes first. */
  void apply(int card, SourceView source, boolean newPair) {
    int row = own(card);
    long time = source.timeMicros;
    boolean newUser = source.events == 0;
    boolean switched = !source.src.equals(lastSources[row]);
    if (counts[row] == 0) {
      firsts[row] = time;
    } else {
      meanGaps[row] = SourceStats.ema(KEEP, meanGaps[row], RankerScales.logGap(lasts[row], time));
    }
    novelties[row] = SourceStats.ema(KEEP, novelties[row], newPair ? 1 : 0);
    switchings[row] = SourceStats.ema(KEEP, switchings[row], switched ? 1 : 0);
    decay(row);
    add(row, 0, NEW_PAIRS, time);
    if (newPair) {
      distincts[row]++;
      lastNewPairs[row] = time;
      add(row, NEW_PAIRS, NEW_USERS, time);
    }
    if (newUser) {
      newUsers[row]++;
      lastNewUsers[row] = time;
      add(row, NEW_USERS, SWITCHES, time);
    }
    if (switched) {
      previousSources[row] = lastSources[row];
      add(row, SWITCHES, KINDS, time);
    }
    runs[row] = switched ? 1 : runs[row] + 1;
    lastSources[row] = source.src;
    lastSourceEvents[row] = source.events + 1;
    lastSourceFirsts[row] = newUser ? time : source.firstMicros;
    lasts[row] = counts[row] == 0 ? time : Math.max(lasts[row], time);
    counts[row]++;
    settle(row);
  }

  private void add(int row, int from, int to, long time) {
    for (int k = from; k < to; k++) {
      decays[row * KINDS + k] += clocks.weight(scales.cardTaus[k], time);
    }
  }

  /** Brings the decayed counts of a row to the present landmarks. */
  private void decay(int row) {
    settled[row] =
        clocks.settle(scales.cardTaus, settled[row], decays, row * KINDS, (row + 1) * KINDS);
  }

  /** Computes the features that hold until the next event of the destination. */
  private void settle(int row) {
    int at = row * STEADY;
    steady[at++] = counts[row] > 0 ? 1 : 0;
    steady[at++] = (float) FastLog.log1p(counts[row]);
    steady[at++] = (float) FastLog.log1p(distincts[row]);
    steady[at++] = (float) (newUsers[row] / (counts[row] + 1.0));
    steady[at++] = (float) (distincts[row] / (counts[row] + 1.0));
    steady[at++] = (float) FastLog.log1p(lastSourceEvents[row]);
    steady[at++] = (float) FastLog.log1p(runs[row]);
    steady[at++] = (float) meanGaps[row];
    steady[at++] = (float) novelties[row];
    steady[at] = (float) switchings[row];
  }

  /** Reads the clocks; before the rows of a query. */
  void startQuery(long timeMicros) {
    clocks.factors(scales.cardTaus, timeMicros, factors);
  }

  /** Writes the features of a destination at the time of {@link #startQuery}. */
  void features(int card, long timeMicros, double logRank, float[] out, int from) {
    int row = rows[card];
    decay(row);
    System.arraycopy(steady, row * STEADY, out, from, STEADY);
    boolean seen = counts[row] > 0;
    double logGap = logSince(lasts[row], timeMicros);
    int at = from + STEADY;
    out[at++] = 0;
    out[at++] = 0;
    out[at++] = (float) logRank;
    out[at++] = (float) logGap;
    out[at++] = (float) (logGap - meanGaps[row]);
    out[at++] = (float) logSince(lastNewPairs[row], timeMicros);
    out[at++] = (float) logSince(lastNewUsers[row], timeMicros);
    out[at++] = seen ? (float) RankerScales.logGap(lastSourceFirsts[row], timeMicros) : 0;
    out[at++] = seen ? (float) RankerScales.logGap(firsts[row], timeMicros) : 0;
    for (int k = 0; k < KINDS; k++) {
      out[at++] = (float) FastLog.log(decays[row * KINDS + k] * factors[k] + FLOOR);
    }
  }

  /** Writes what depends on the source; only a source that remembers a destination can match. */
  void matchSource(int card, String src, float[] out, int from) {
    int row = rows[card];
    out[from + LAST_IS_SOURCE] = src.equals(lastSources[row]) ? 1 : 0;
    out[from + PREVIOUS_IS_SOURCE] = src.equals(previousSources[row]) ? 1 : 0;
  }

  private static double logSince(long past, long timeMicros) {
    return past == NEVER ? RankerScales.neverLogGap() : RankerScales.logGap(past, timeMicros);
  }

  void writeClock(DataOutput out) throws IOException {
    clocks.write(out);
  }

  void readClock(DataInput in) throws IOException {
    clocks.read(in);
  }

  void write(int card, DataOutput out) throws IOException {
    int row = rows[card];
    decay(row);
    clocks.write(out);
    CompactFields.writeUnsigned(counts[row], out);
    CompactFields.writeUnsigned(distincts[row], out);
    CompactFields.writeUnsigned(newUsers[row], out);
    CompactFields.writeUnsigned(lastSourceEvents[row], out);
    CompactFields.writeUnsigned(runs[row], out);
    out.writeLong(firsts[row]);
    out.writeLong(lasts[row]);
    out.writeLong(lastNewPairs[row]);
    out.writeLong(lastNewUsers[row]);
    out.writeLong(lastSourceFirsts[row]);
    out.writeDouble(meanGaps[row]);
    out.writeDouble(novelties[row]);
    out.writeDouble(switchings[row]);
    writeSource(lastSources[row], out);
    writeSource(previousSources[row], out);
    for (int k = 0; k < KINDS; k++) {
      out.writeDouble(decays[row * KINDS + k]);
    }
  }

  /** Reads what {@link #write} wrote for a candidate without an event. */
  void read(int card, DataInput in) throws IOException {
    long clockMicros = in.readLong();
    long count = CompactFields.readUnsigned(in);
    int row = count == 0 ? DISCARDED : own(card);
    counts[row] = count;
    distincts[row] = CompactFields.readUnsigned(in);
    newUsers[row] = CompactFields.readUnsigned(in);
    lastSourceEvents[row] = CompactFields.readUnsigned(in);
    runs[row] = CompactFields.readUnsigned(in);
    firsts[row] = in.readLong();
    lasts[row] = in.readLong();
    lastNewPairs[row] = in.readLong();
    lastNewUsers[row] = in.readLong();
    lastSourceFirsts[row] = in.readLong();
    meanGaps[row] = in.readDouble();
    novelties[row] = in.readDouble();
    switchings[row] = in.readDouble();
    lastSources[row] = readSource(in);
    previousSources[row] = readSource(in);
    for (int k = 0; k < KINDS; k++) {
      decays[row * KINDS + k] = in.readDouble();
    }
    settled[row] =
        clocks.adopt(scales.cardTaus, clockMicros, decays, row * KINDS, (row + 1) * KINDS);
    settle(row);
  }

  private static void writeSource(@Nullable String source, DataOutput out) throws IOException {
    out.writeBoolean(source != null);
    if (source != null) {
      CompactFields.writeText(source, out);
    }
  }

  private static @Nullable String readSource(DataInput in) throws IOException {
    return in.readBoolean() ? CompactFields.readText(in) : null;
  }
}
