package io.eddy.memory.ranker;

import java.util.List;
import java.util.stream.Stream;

/** {@link RankerSettings} as arrays, ready for arithmetic; immutable, one for a whole job. */
public final class RankerScales {
  static final int PAIR_KINDS = RankerSettings.PAIR_TAUS + RankerSettings.RUN_TAUS;
  static final int CARD_KINDS =
      RankerSettings.PAIR_TAUS + 2 * RankerSettings.ARRIVAL_TAUS + RankerSettings.SWITCH_TAUS;
  static final int RANK_BINS = 7;
  static final int GAP_BINS = RankerSettings.HAZARD_GAPS + 1;
  static final int STAY_BINS = RankerSettings.STAY_GAPS + 1;
  static final double MICROS = 1e6;

  private static final double LONG_AGO = 15;

  final RankerSettings settings;

  /** Decays of a pair: visits, then runs. */
  final double[] pairTaus;

  /** Decays of a destination: events, new pairs, new users, switches. */
  final double[] cardTaus;

  final double[] transitionTau;
  private final double[] hazardGaps;
  private final double[] stayGaps;

  /** The arrays of these settings. */
  public RankerScales(RankerSettings settings) {
    this.settings = settings;
    this.pairTaus = array(settings.pairTaus(), settings.runTaus());
    this.cardTaus =
        array(
            settings.pairTaus(),
            settings.arrivalTaus(),
            settings.arrivalTaus(),
            settings.switchTaus());
    this.transitionTau = new double[] {settings.transitionTau()};
    this.hazardGaps = array(settings.hazardGaps());
    this.stayGaps = array(settings.stayGaps());
  }

  /** The settings. */
  public RankerSettings settings() {
    return settings;
  }

  /** log(1 + seconds between two times); a time before the other counts as the same. */
  static double logGap(long fromMicros, long toMicros) {
    return FastLog.log1p(Math.max(toMicros - fromMicros, 0) / MICROS);
  }

  /** The log-gap of what never happened. */
  static double neverLogGap() {
    return LONG_AGO;
  }

  /** The bin of a time since a pair's last visit. */
  int hazardBin(long fromMicros, long toMicros) {
    return bin(hazardGaps, fromMicros, toMicros);
  }

  /** The bin of a time since a source's last event. */
  int stayBin(long fromMicros, long toMicros) {
    return bin(stayGaps, fromMicros, toMicros);
  }

  /** The bin of a recency rank, 0 the most recent: 0, 1, 2, 3–4, 5–8, 9–19, 20 and more. */
  static int rankBin(int rank) {
    if (rank < 3) {
      return rank;
    }
    return rank < 5 ? 3 : rank < 9 ? 4 : rank < 20 ? 5 : 6;
  }

  private static int bin(double[] ends, long fromMicros, long toMicros) {
    double gap = (toMicros - fromMicros) / MICROS;
    int bin = 0;
    while (bin < ends.length && gap >= ends[bin]) {
      bin++;
    }
    return bin;
  }

  @SafeVarargs
  private static double[] array(List<Double>... scales) {
    return Stream.of(scales).flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
  }
}
