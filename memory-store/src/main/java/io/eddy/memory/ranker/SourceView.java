package io.eddy.memory.ranker;

import java.util.HashSet;
import java.util.Set;

/**
 * What a source remembers, as far as a ranking needs it, at one time and before the event of that
 * time; this is what travels with a query to every shard of candidates. Immutable.
 */
public final class SourceView {
  static final int PAIR_WIDTH = PairTable.NAMES.size() + SourceHabits.PAIR_NAMES.size();

  final String src;
  final long timeMicros;
  final long events;
  final long firstMicros;
  final float[] source;
  final String[] dsts;
  final long[] lasts;
  final float[] pairs;
  final SourceHazards hazards;

  SourceView(
      String src,
      long timeMicros,
      long events,
      long firstMicros,
      float[] source,
      String[] dsts,
      long[] lasts,
      float[] pairs,
      SourceHazards hazards) {
    this.src = src;
    this.timeMicros = timeMicros;
    this.events = events;
    this.firstMicros = firstMicros;
    this.source = source;
    this.dsts = dsts;
    this.lasts = lasts;
    this.pairs = pairs;
    this.hazards = hazards;
  }

  /** The source. */
  public String src() {
    return src;
  }

  /** The time of the query. */
  public long timeMicros() {
    return timeMicros;
  }

  /** Number of the source's events before this one. */
  public long events() {
    return events;
  }

  /** How many destinations are remembered. */
  public int size() {
    return dsts.length;
  }

  /** The destination at a recency rank, 0 the most recent. */
  public String dst(int rank) {
    return dsts[rank];
  }

  /** The last visit of the destination at a recency rank. */
  public long lastTimeMicros(int rank) {
    return lasts[rank];
  }

  /** The recency rank of a destination, −1 if it is not remembered. */
  public int indexOf(String dst) {
    for (int rank = 0; rank < dsts.length; rank++) {
      if (dst.equals(dsts[rank])) {
        return rank;
      }
    }
    return -1;
  }

  /**
   * The destinations already visited at the very time of the query, which the ranking protocol does
   * not count against the true one.
   */
  public Set<String> sameTimeDestinations() {
    if (dsts.length == 0 || lasts[0] < timeMicros) {
      return Set.of();
    }
    Set<String> found = new HashSet<>();
    for (int rank = 0; rank < dsts.length && lasts[rank] == timeMicros; rank++) {
      found.add(dsts[rank]);
    }
    return found;
  }
}
