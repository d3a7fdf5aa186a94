package io.eddy.memory.ranker;

import java.util.Arrays;

/**
 * All that one shard knows of its candidates, and what every shard knows of the whole stream. Turns
 * a {@link SourceView} into rows of features, one a candidate, and then takes the event in. Every
 * shard must be told of every event, whichever shard its destination belongs to.
 *
 * <p>A row is the same, bit for bit, whether it is written alone or among others, and does not
 * depend on the order in which candidates were added. Not thread-safe: it keeps buffers.
 */
public final class CandidateState {
  private final RankerScales scales;
  private final PageIndex pages = new PageIndex();
  private final RecencyOrder recency = new RecencyOrder();
  private final DestinationTable destinations;
  private final CardPairs cardPairs;
  private final Links links;
  private final StreamHabits stream = new StreamHabits();
  private final float[] plain = new float[RankerFeatures.size()];
  private final int[] history = new int[Links.CO_VISITED];
  private int historyLength;
  private int[] pairRanks = new int[0];
  private int[] all = new int[0];
  private long latestMicros = Long.MIN_VALUE;

  /** A shard without candidates that has seen no event. */
  public CandidateState(RankerScales scales) {
    this.scales = scales;
    this.destinations = new DestinationTable(scales);
    this.cardPairs = new CardPairs(scales);
    this.links = new Links(scales);
    PairTable.unknown(plain, RankerFeatures.PAIR);
    CardPairs.unknown(plain, RankerFeatures.CARD_PAIR);
    Links.unlinked(plain, RankerFeatures.TRANSITION);
  }

  /** Number of candidates. */
  public int size() {
    return pages.candidateCount();
  }

  /** The id of a candidate. */
  public String id(int candidate) {
    return pages.id(pages.page(candidate));
  }

  /** The index of a destination that is a candidate here, else −1. */
  public int indexOf(String dst) {
    return pages.candidateOf(dst);
  }

  /** Makes a destination a candidate of this shard if it is none yet, and returns its index. */
  public int put(String dst) {
    int page = pages.number(dst);
    int candidate = pages.candidate(page);
    if (candidate >= 0) {
      return candidate;
    }
    destinations.add();
    cardPairs.add();
    return pages.addCandidate(page);
  }

  /** Number of events that were applied to a candidate. */
  public long events(int candidate) {
    return destinations.count(candidate);
  }

  /**
   * Writes the row of one candidate before the event of the view.
   *
   * @param out receives {@link RankerFeatures#size()} values
   * @param offset where the row starts
   */
  public void features(SourceView view, int candidate, float[] out, int offset) {
    write(view, new int[] {candidate}, 1, out, offset);
  }

  /**
   * Writes the rows of some candidates, in the order given.
   *
   * @param count how many of {@code candidates} to write
   */
  public void features(SourceView view, int[] candidates, int count, float[] out) {
    write(view, candidates, count, out, 0);
  }

  /** Writes the rows of all candidates, in order of their indices. */
  public void features(SourceView view, float[] out) {
    if (all.length < size()) {
      all = new int[Math.max(size(), 2 * all.length)];
      Arrays.setAll(all, i -> i);
    }
    write(view, all, size(), out, 0);
  }

  private void write(SourceView view, int[] candidates, int count, float[] out, int offset) {
    long time = Math.max(view.timeMicros, latestMicros);
    destinations.startQuery(time);
    readHistory(view);
    links.startQuery(history, historyLength, size(), time);
    System.arraycopy(view.source, 0, plain, 0, view.source.length);
    plain[RankerFeatures.STAY] = CardPairs.stay(view, stream);
    markPairs(view, true);
    int width = RankerFeatures.size();
    for (int i = 0; i < count; i++) {
      int card = candidates[i];
      int row = offset + i * width;
      System.arraycopy(plain, 0, out, row, RankerFeatures.DESTINATION);
      destinations.features(card, time, logRank(card), out, row + RankerFeatures.DESTINATION);
      links.features(card, out, row + RankerFeatures.TRANSITION);
      int rank = pairRanks[card] - 1;
      if (rank >= 0) {
        System.arraycopy(
            view.pairs,
            rank * SourceView.PAIR_WIDTH,
            out,
            row + RankerFeatures.PAIR,
            SourceView.PAIR_WIDTH);
        cardPairs.features(
            card, view, rank, time, destinations, stream, out, row + RankerFeatures.CARD_PAIR);
        destinations.matchSource(card, view.src, out, row + RankerFeatures.DESTINATION);
      }
    }
    markPairs(view, false);
  }

  /** Notes 1 + the recency rank of each remembered candidate at its index, or removes the notes. */
  private void markPairs(SourceView view, boolean mark) {
    if (pairRanks.length < size()) {
      pairRanks = new int[Math.max(size(), 2 * pairRanks.length)];
    }
    for (int rank = 0; rank < view.dsts.length; rank++) {
      int card = pages.candidateOf(view.dsts[rank]);
      if (card >= 0) {
        pairRanks[card] = mark ? rank + 1 : 0;
      }
    }
  }

  private double logRank(int card) {
    int rank = destinations.count(card) > 0 ? recency.rank(pages.page(card)) : recency.size();
    return FastLog.log1p(rank);
  }

  /** Takes in an event of the stream; {@code view} is that of the time before it. */
  public void apply(SourceView view, String dst) {
    latestMicros = Math.max(view.timeMicros, latestMicros);
    int page = pages.number(dst);
    int card = pages.candidate(page);
    int rank = view.indexOf(dst);
    destinations.advance(latestMicros);
    readHistory(view);
    if (view.events > 0) {
      stream.apply(view, rank);
      for (int r = 0; r < Math.min(view.dsts.length, CardPairs.EXPOSED); r++) {
        int exposed = pages.candidate(history[r]);
        if (exposed >= 0) {
          cardPairs.expose(exposed, view, r, r == rank);
        }
      }
    }
    links.apply(history, historyLength, page, rank, pages, latestMicros);
    if (card >= 0) {
      cardPairs.visit(card, view, destinations);
      destinations.apply(card, view, rank < 0);
    }
    recency.touch(page);
  }

  /** Looks up the pages that the source was at. */
  private void readHistory(SourceView view) {
    historyLength = Math.min(view.dsts.length, history.length);
    for (int rank = 0; rank < historyLength; rank++) {
      history[rank] = pages.number(view.dsts[rank]);
    }
  }
}
