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
 * discovered or returned to. One column a quantity, indexed by candidate; an event is O(1), a row
 * of features about twenty logarithms and no exponential. Not thread-safe.
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
  private float[] steady = new float[INITIAL_ROOM * STEADY];
  private int size;

  DestinationTable(RankerScales scales) {
    this.scales = scales;
  }

  /** Adds a destination that was never visited. */
  void add() {
    if (size == counts.length) {
      grow(2 * size);
    }
    int card = size++;
    lasts[card] = NEVER;
    lastNewPairs[card] = NEVER;
    lastNewUsers[card] = NEVER;
    meanGaps[card] = scales.settings.destinationLogGap();
    novelties[card] = START;
    switchings[card] = START;
    settle(card);
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
    steady = Arrays.copyOf(steady, room * STEADY);
  }

  long count(int card) {
    return counts[card];
  }

  /** The last event of a destination; meaningless while its count is 0. */
  long lastMicros(int card) {
    return lasts[card];
  }

  /** The source of the last event, null before the first. */
  @Nullable String lastSource(int card) {
    return lastSources[card];
  }

  /** Moves the clocks on; before every event of the stream, wherever its destination is. */
  void advance(long timeMicros) {
    clocks.advance(scales.cardTaus, timeMicros, decays, size * KINDS);
  }

  /** Takes in an event; {@link #advance} comes first. */
  void apply(int card, SourceView source, boolean newPair) {
    long time = source.timeMicros;
    boolean newUser = source.events == 0;
    boolean switched = !source.src.equals(lastSources[card]);
    if (counts[card] == 0) {
      firsts[card] = time;
    } else {
      meanGaps[card] =
          SourceStats.ema(KEEP, meanGaps[card], RankerScales.logGap(lasts[card], time));
    }
    novelties[card] = SourceStats.ema(KEEP, novelties[card], newPair ? 1 : 0);
    switchings[card] = SourceStats.ema(KEEP, switchings[card], switched ? 1 : 0);
    add(card, 0, NEW_PAIRS, time);
    if (newPair) {
      distincts[card]++;
      lastNewPairs[card] = time;
      add(card, NEW_PAIRS, NEW_USERS, time);
    }
    if (newUser) {
      newUsers[card]++;
      lastNewUsers[card] = time;
      add(card, NEW_USERS, SWITCHES, time);
    }
    if (switched) {
      previousSources[card] = lastSources[card];
      add(card, SWITCHES, KINDS, time);
    }
    runs[card] = switched ? 1 : runs[card] + 1;
    lastSources[card] = source.src;
    lastSourceEvents[card] = source.events + 1;
    lastSourceFirsts[card] = newUser ? time : source.firstMicros;
    lasts[card] = counts[card] == 0 ? time : Math.max(lasts[card], time);
    counts[card]++;
    settle(card);
  }

  private void add(int card, int from, int to, long time) {
    for (int k = from; k < to; k++) {
      decays[card * KINDS + k] += clocks.weight(scales.cardTaus[k], time);
    }
  }

  /** Computes the features that hold until the next event of the destination. */
  private void settle(int card) {
    int at = card * STEADY;
    steady[at++] = counts[card] > 0 ? 1 : 0;
    steady[at++] = (float) FastLog.log1p(counts[card]);
    steady[at++] = (float) FastLog.log1p(distincts[card]);
    steady[at++] = (float) (newUsers[card] / (counts[card] + 1.0));
    steady[at++] = (float) (distincts[card] / (counts[card] + 1.0));
    steady[at++] = (float) FastLog.log1p(lastSourceEvents[card]);
    steady[at++] = (float) FastLog.log1p(runs[card]);
    steady[at++] = (float) meanGaps[card];
    steady[at++] = (float) novelties[card];
    steady[at] = (float) switchings[card];
  }

  /** Reads the clocks; before the rows of a query. */
  void startQuery(long timeMicros) {
    clocks.factors(scales.cardTaus, timeMicros, factors);
  }

  /** Writes the features of a destination at the time of {@link #startQuery}. */
  void features(int card, long timeMicros, double logRank, float[] out, int from) {
    System.arraycopy(steady, card * STEADY, out, from, STEADY);
    boolean seen = counts[card] > 0;
    double logGap = logSince(lasts[card], timeMicros);
    int at = from + STEADY;
    out[at++] = 0;
    out[at++] = 0;
    out[at++] = (float) logRank;
    out[at++] = (float) logGap;
    out[at++] = (float) (logGap - meanGaps[card]);
    out[at++] = (float) logSince(lastNewPairs[card], timeMicros);
    out[at++] = (float) logSince(lastNewUsers[card], timeMicros);
    out[at++] = seen ? (float) RankerScales.logGap(lastSourceFirsts[card], timeMicros) : 0;
    out[at++] = seen ? (float) RankerScales.logGap(firsts[card], timeMicros) : 0;
    for (int k = 0; k < KINDS; k++) {
      out[at++] = (float) FastLog.log(decays[card * KINDS + k] * factors[k] + FLOOR);
    }
  }

  /** Writes what depends on the source; only a source that remembers a destination can match. */
  void matchSource(int card, String src, float[] out, int from) {
    out[from + LAST_IS_SOURCE] = src.equals(lastSources[card]) ? 1 : 0;
    out[from + PREVIOUS_IS_SOURCE] = src.equals(previousSources[card]) ? 1 : 0;
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
    clocks.write(out);
    CompactFields.writeUnsigned(counts[card], out);
    CompactFields.writeUnsigned(distincts[card], out);
    CompactFields.writeUnsigned(newUsers[card], out);
    CompactFields.writeUnsigned(lastSourceEvents[card], out);
    CompactFields.writeUnsigned(runs[card], out);
    out.writeLong(firsts[card]);
    out.writeLong(lasts[card]);
    out.writeLong(lastNewPairs[card]);
    out.writeLong(lastNewUsers[card]);
    out.writeLong(lastSourceFirsts[card]);
    out.writeDouble(meanGaps[card]);
    out.writeDouble(novelties[card]);
    out.writeDouble(switchings[card]);
    writeSource(lastSources[card], out);
    writeSource(previousSources[card], out);
    for (int k = 0; k < KINDS; k++) {
      out.writeDouble(decays[card * KINDS + k]);
    }
  }

  void read(int card, DataInput in) throws IOException {
    long clockMicros = in.readLong();
    counts[card] = CompactFields.readUnsigned(in);
    distincts[card] = CompactFields.readUnsigned(in);
    newUsers[card] = CompactFields.readUnsigned(in);
    lastSourceEvents[card] = CompactFields.readUnsigned(in);
    runs[card] = CompactFields.readUnsigned(in);
    firsts[card] = in.readLong();
    lasts[card] = in.readLong();
    lastNewPairs[card] = in.readLong();
    lastNewUsers[card] = in.readLong();
    lastSourceFirsts[card] = in.readLong();
    meanGaps[card] = in.readDouble();
    novelties[card] = in.readDouble();
    switchings[card] = in.readDouble();
    lastSources[card] = readSource(in);
    previousSources[card] = readSource(in);
    for (int k = 0; k < KINDS; k++) {
      decays[card * KINDS + k] = in.readDouble();
    }
    clocks.adopt(scales.cardTaus, clockMicros, decays, card * KINDS, (card + 1) * KINDS);
    settle(card);
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
