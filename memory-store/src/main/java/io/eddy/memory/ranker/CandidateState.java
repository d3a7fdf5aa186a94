package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * All that one shard knows of its candidates, and what every shard knows of the whole stream. Turns
 * a {@link SourceView} into rows of features, one a candidate, and then takes the event in. Every
 * shard must be told of every event, whichever shard its destination belongs to.
 *
 * <p>A row is the same, bit for bit, whether it is written alone or among others, and does not
 * depend on the order in which candidates were added. Not thread-safe: it keeps buffers.
 */
public final class CandidateState {
  private static final int STREAM_VERSION = 1;

  /** From the second on, links are written with their ticks. */
  private static final int CARD_VERSION = 2;

  private static final String STREAM = "ranker stream state";
  private static final String CARD = "ranker card";

  private final RankerScales scales;
  private final PageIndex pages = new PageIndex();
  private final RecencyOrder recency = new RecencyOrder();
  private final DestinationTable destinations;
  private final CardPairs cardPairs;
  private final Links links;
  private final StreamHabits stream = new StreamHabits();
  private final ShortlistMaker shortlists;
  private final float[] plain = new float[RankerFeatures.size()];
  private final int[] history = new int[Links.CO_VISITED];
  private final BitSet changed = new BitSet();
  private int historyLength;
  private int[] pairRanks = new int[0];
  private int[] all = new int[0];
  private long latestMicros = Long.MIN_VALUE;

  /** A shard without candidates that has seen no event. */
  public CandidateState(RankerScales scales) {
    this(scales, LinkBounds.of(scales.settings));
  }

  CandidateState(RankerScales scales, LinkBounds bounds) {
    this.scales = scales;
    this.destinations = new DestinationTable(scales);
    this.cardPairs = new CardPairs(scales);
    this.links = new Links(scales, bounds, changed::set);
    this.shortlists = new ShortlistMaker(pages, recency, destinations, links);
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

  /** How many links of candidates with other pages this shard keeps. */
  public int links() {
    return links.size();
  }

  /** How many links the last query looked at. */
  long linksLookedAt() {
    return links.lookedAt();
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
      shortlists.restore(latestMicros);
      cardPairs.visit(card, view, destinations);
      destinations.apply(card, view, rank < 0);
    }
    recency.touch(page);
    if (card >= 0) {
      shortlists.touch(card);
    }
    markChanged(card);
  }

  /** An event reaches its destination and the candidates in the part of the history it read. */
  private void markChanged(int card) {
    if (card >= 0) {
      changed.set(card);
    }
    for (int rank = 0; rank < historyLength; rank++) {
      int other = pages.candidate(history[rank]);
      if (other >= 0) {
        changed.set(other);
      }
    }
  }

  /** The candidates whose card changed since the last call, in ascending order. */
  public int[] takeChanged() {
    int[] cards = changed.stream().toArray();
    changed.clear();
    return cards;
  }

  /**
   * Lists candidates worth looking at, each once: the source's own, the most recently active, those
   * linked to the source's last destination, the most popular.
   *
   * @param out at least {@link Shortlist#capacity()} long
   * @return how many were listed
   */
  public int shortlist(SourceView view, Shortlist sizes, int[] out) {
    return shortlists.list(view, sizes, latestMicros, out);
  }

  /** Looks up the pages that the source was at. */
  private void readHistory(SourceView view) {
    historyLength = Math.min(view.dsts.length, history.length);
    for (int rank = 0; rank < historyLength; rank++) {
      history[rank] = pages.number(view.dsts[rank]);
    }
  }

  /**
   * Writes what every shard knows of the whole stream, version byte first. A restored shard reads
   * this of any one shard, before its cards.
   */
  public void writeStream(DataOutput out) throws IOException {
    out.writeByte(STREAM_VERSION);
    out.writeLong(latestMicros);
    CompactFields.writeUnsigned(pages.size(), out);
    for (int page = 0; page < pages.size(); page++) {
      CompactFields.writeText(pages.id(page), out);
    }
    links.writeStream(pages, out);
    recency.write(out);
    stream.write(out);
    destinations.writeClock(out);
  }

  /**
   * Reads what {@link #writeStream} wrote into a shard that has seen nothing.
   *
   * @throws CorruptLayoutException if the bytes are truncated, damaged, or of a later release
   * @throws IllegalStateException if the shard has seen something already
   */
  public void readStream(DataInput in) throws IOException {
    if (pages.size() > 0) {
      throw new IllegalStateException(
          "the stream part is read into a shard that knows %d pages; read it first"
              .formatted(pages.size()));
    }
    try {
      Layout.readVersion(STREAM, STREAM_VERSION, in);
      latestMicros = in.readLong();
      int size = CompactFields.readUnsignedInt(in, Integer.MAX_VALUE, "the pages of a stream");
      for (int page = 0; page < size; page++) {
        pages.number(CompactFields.readText(in));
      }
      if (pages.size() != size) {
        throw new CorruptLayoutException("damaged ranker stream state: a page stands there twice");
      }
      links.readStream(pages, in);
      recency.read(size, in);
      stream.read(in);
      destinations.readClock(in);
    } catch (EOFException e) {
      throw Layout.truncated(STREAM, e);
    }
  }

  /** Writes all that is known of one candidate, version byte and id first. */
  public void writeCard(int candidate, DataOutput out) throws IOException {
    out.writeByte(CARD_VERSION);
    CompactFields.writeText(id(candidate), out);
    destinations.write(candidate, out);
    cardPairs.write(candidate, out);
    links.write(candidate, pages, out);
  }

  /**
   * Reads what {@link #writeCard} wrote, and makes the destination a candidate here.
   *
   * @return the candidate's index
   * @throws CorruptLayoutException if the bytes are truncated, damaged, of a later release, or of a
   *     destination that is a candidate here already
   */
  public int readCard(DataInput in) throws IOException {
    try {
      int version = Layout.readVersion(CARD, CARD_VERSION, in);
      String dst = CompactFields.readText(in);
      if (indexOf(dst) >= 0) {
        throw new CorruptLayoutException(
            "card of '%s', which is a candidate of this shard already".formatted(dst));
      }
      int candidate = put(dst);
      destinations.read(candidate, in);
      cardPairs.read(candidate, in);
      links.read(candidate, version > 1, pages, in);
      shortlists.outdate();
      return candidate;
    } catch (EOFException e) {
      throw Layout.truncated(CARD, e);
    }
  }
}
