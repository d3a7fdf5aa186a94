package io.eddy.memory.ranker;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The time scales and bounds of the ranker's features; all scales are in seconds, ascending.
 *
 * <p>A network is good for the settings it was trained with only; they are part of {@link
 * RankerFeatures#fingerprint}.
 *
 * @param pairTaus decay of the visits of a pair and of a destination; {@value #PAIR_TAUS} of them
 * @param arrivalTaus decay of a destination's new pairs and new users; {@value #ARRIVAL_TAUS}
 * @param switchTaus decay of a destination's changes of source; {@value #SWITCH_TAUS}
 * @param runTaus decay of the runs of visits of a pair; {@value #RUN_TAUS}
 * @param transitionTau decay of transitions between destinations
 * @param hazardGaps upper ends of the bins by time since a pair's last visit; {@value #HAZARD_GAPS}
 * @param stayGaps upper ends of the bins by time since a source's last event; {@value #STAY_GAPS}
 * @param sourceLogGap where a source's mean log-gap starts
 * @param destinationLogGap where a destination's mean log-gap starts
 * @param maxPairs destinations remembered for a source; the least recent is forgotten
 * @param maxSources sources remembered at a destination
 * @param maxLinks other destinations linked to a destination by transitions and co-visits
 */
public record RankerSettings(
    List<Double> pairTaus,
    List<Double> arrivalTaus,
    List<Double> switchTaus,
    List<Double> runTaus,
    double transitionTau,
    List<Double> hazardGaps,
    List<Double> stayGaps,
    double sourceLogGap,
    double destinationLogGap,
    int maxPairs,
    int maxSources,
    int maxLinks)
    implements Serializable {
  /** Number of {@link #pairTaus}. */
  public static final int PAIR_TAUS = 5;

  /** Number of {@link #arrivalTaus}. */
  public static final int ARRIVAL_TAUS = 5;

  /** Number of {@link #switchTaus}. */
  public static final int SWITCH_TAUS = 3;

  /** Number of {@link #runTaus}. */
  public static final int RUN_TAUS = 2;

  /** Number of {@link #hazardGaps}. */
  public static final int HAZARD_GAPS = 9;

  /** Number of {@link #stayGaps}. */
  public static final int STAY_GAPS = 6;

  /** The largest bound; it limits what damaged bytes can make a reader allocate. */
  public static final int MAX_BOUND = 1 << 20;

  private static final int DEFAULT_PAIRS = 512;
  private static final int DEFAULT_SOURCES = 512;
  private static final int DEFAULT_LINKS = 1024;
  private static final double MICROS = 1e6;
  private static final double SHORTEST = 1;
  private static final double DAY = 86_400;
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;

  /** Checks lengths, order and bounds. */
  public RankerSettings {
    pairTaus = scales("pair decays", pairTaus, PAIR_TAUS);
    arrivalTaus = scales("arrival decays", arrivalTaus, ARRIVAL_TAUS);
    switchTaus = scales("switch decays", switchTaus, SWITCH_TAUS);
    runTaus = scales("run decays", runTaus, RUN_TAUS);
    scales("transition decay", List.of(transitionTau), 1);
    hazardGaps = scales("hazard gaps", hazardGaps, HAZARD_GAPS);
    stayGaps = scales("stay gaps", stayGaps, STAY_GAPS);
    bound("pairs of a source", maxPairs);
    bound("sources of a destination", maxSources);
    bound("links of a destination", maxLinks);
  }

  /** The scales that were found on the Wikipedia stream, minutes to two weeks. */
  public static RankerSettings wikipedia() {
    return new RankerSettings(
        List.of(10 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY),
        List.of(10 * MINUTE, HOUR, 12 * HOUR, 4 * DAY, 14 * DAY),
        List.of(HOUR, 12 * HOUR, 4 * DAY),
        List.of(DAY, 7 * DAY),
        7 * DAY,
        List.of(
            MINUTE, 5 * MINUTE, 20 * MINUTE, HOUR, 4 * HOUR, 16 * HOUR, 2 * DAY, 432_800.0, 1e6),
        List.of(30.0, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY),
        6,
        10,
        DEFAULT_PAIRS,
        DEFAULT_SOURCES,
        DEFAULT_LINKS);
  }

  /**
   * Scales chosen from a stream's own gaps: quantiles of the time since a source's last event for
   * the stay bins, and of the time since a pair's last visit for everything else, spread to the
   * stream's length at the long end. Equal quantiles are spread by a factor of 1.5. No scale is
   * below one second, however many gaps are 0.
   *
   * @param sourceGapsMicros gaps between consecutive events of a source, any order, non-negative
   * @param pairGapsMicros gaps between consecutive visits of a pair, any order, non-negative
   * @param spanMicros from the first event to the last
   */
  public static RankerSettings fromGaps(
      long[] sourceGapsMicros, long[] pairGapsMicros, long spanMicros) {
    double[] source = seconds(sourceGapsMicros, spanMicros);
    double[] pair = seconds(pairGapsMicros, spanMicros);
    double span = Math.max(spanMicros / MICROS, 1);
    return new RankerSettings(
        spread(
            quantile(pair, .5),
            quantile(pair, .75),
            quantile(pair, .9),
            quantile(pair, .96),
            span / 4),
        spread(
            quantile(pair, .5),
            quantile(pair, .75),
            quantile(pair, .93),
            quantile(pair, .98),
            span / 2),
        spread(quantile(pair, .75), quantile(pair, .93), quantile(pair, .98)),
        spread(quantile(pair, .96), span / 4),
        Math.max(span / 4, SHORTEST),
        spread(
            quantile(pair, .15),
            quantile(pair, .4),
            quantile(pair, .6),
            quantile(pair, .72),
            quantile(pair, .84),
            quantile(pair, .91),
            quantile(pair, .95),
            quantile(pair, .98),
            quantile(pair, .995)),
        spread(
            quantile(source, .1),
            quantile(source, .3),
            quantile(source, .5),
            quantile(source, .7),
            quantile(source, .85),
            quantile(source, .95)),
        Math.log1p(quantile(source, .5)),
        Math.log1p(quantile(pair, .9)),
        DEFAULT_PAIRS,
        DEFAULT_SOURCES,
        DEFAULT_LINKS);
  }

  /** These settings with other bounds. */
  public RankerSettings withBounds(int pairs, int sources, int links) {
    return new RankerSettings(
        pairTaus,
        arrivalTaus,
        switchTaus,
        runTaus,
        transitionTau,
        hazardGaps,
        stayGaps,
        sourceLogGap,
        destinationLogGap,
        pairs,
        sources,
        links);
  }

  private static double[] seconds(long[] gaps, long spanMicros) {
    if (gaps.length == 0) {
      return new double[] {Math.max(spanMicros / MICROS, 1) / 100};
    }
    double[] seconds = Arrays.stream(gaps).mapToDouble(gap -> gap / MICROS).toArray();
    Arrays.sort(seconds);
    return seconds;
  }

  private static double quantile(double[] sorted, double q) {
    return sorted[(int) Math.round(q * (sorted.length - 1))];
  }

  private static List<Double> spread(double... scales) {
    List<Double> ascending = new ArrayList<>();
    double floor = SHORTEST;
    for (double scale : scales) {
      double next = Math.max(scale, floor);
      ascending.add(next);
      floor = 1.5 * next;
    }
    return ascending;
  }

  private static List<Double> scales(String what, List<Double> scales, int count) {
    double before = 0;
    for (double scale : scales) {
      if (!(scale > before) || Double.isInfinite(scale)) {
        throw new IllegalArgumentException(
            "%s are %s; expected finite positive seconds in ascending order"
                .formatted(what, scales));
      }
      before = scale;
    }
    if (scales.size() != count) {
      throw new IllegalArgumentException(
          "%s are %s; expected %d of them".formatted(what, scales, count));
    }
    return List.copyOf(scales);
  }

  private static void bound(String what, int bound) {
    if (bound < 1 || bound > MAX_BOUND) {
      throw new IllegalArgumentException(
          "at most %d %s; expected 1 to %d".formatted(bound, what, MAX_BOUND));
    }
  }
}
