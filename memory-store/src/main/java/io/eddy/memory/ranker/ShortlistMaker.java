package io.eddy.memory.ranker;

import java.util.Arrays;

/**
 * Makes the {@link Shortlist}s of a shard from what it keeps of its candidates. Not thread-safe.
 */
final class ShortlistMaker {
  private final PageIndex pages;
  private final RecencyOrder recency;
  private final DestinationTable destinations;
  private final Links links;
  private final PopularityOrder popularity = new PopularityOrder();
  private boolean outdated;
  private int[] listedBy = new int[0];
  private int lists;

  ShortlistMaker(
      PageIndex pages, RecencyOrder recency, DestinationTable destinations, Links links) {
    this.pages = pages;
    this.recency = recency;
    this.destinations = destinations;
    this.links = links;
  }

  /** Takes in that a candidate had an event, when its count and recency say so. */
  void touch(int card) {
    popularity.touch(card, destinations);
  }

  /** Notes that cards were read, from which the order of popularity is yet to be restored. */
  void outdate() {
    outdated = true;
  }

  /** Restores the order of popularity where need be, before an event changes a count. */
  void restore(long latestMicros) {
    if (outdated) {
      popularity.rebuild(pages.candidateCount(), card -> age(card, latestMicros), destinations);
      outdated = false;
    }
  }

  /** Lists candidates, each once; see {@link CandidateState#shortlist}. */
  int list(SourceView view, Shortlist sizes, long latestMicros, int[] out) {
    lists++;
    int size = pages.candidateCount();
    if (listedBy.length < size) {
      listedBy = Arrays.copyOf(listedBy, Math.max(size, 2 * listedBy.length));
    }
    int listed = 0;
    int limit = sizes.own();
    for (int rank = 0; rank < view.dsts.length && listed < limit; rank++) {
      listed = add(pages.candidateOf(view.dsts[rank]), out, listed);
    }
    limit = listed + sizes.active();
    for (int rank = 0; rank < recency.size() && listed < limit; rank++) {
      listed = add(pages.candidate(recency.page(rank)), out, listed);
    }
    limit = listed + sizes.linked();
    int[] best = bestLinked(view, limit, latestMicros);
    for (int i = 0; i < best.length && listed < limit; i++) {
      listed = add(best[i], out, listed);
    }
    restore(latestMicros);
    limit = listed + sizes.popular();
    for (int place = 0; place < popularity.size() && listed < limit; place++) {
      listed = add(popularity.card(place), out, listed);
    }
    return listed;
  }

  private int add(int card, int[] out, int listed) {
    if (card < 0 || listedBy[card] == lists) {
      return listed;
    }
    listedBy[card] = lists;
    out[listed] = card;
    return listed + 1;
  }

  /** As many linked candidates as are needed even if all others on the list are among them. */
  private int[] bestLinked(SourceView view, int limit, long latestMicros) {
    if (view.dsts.length == 0) {
      return new int[0];
    }
    int[] best = new int[limit];
    int page = pages.number(view.dsts[0]);
    return Arrays.copyOf(best, links.best(page, limit, card -> age(card, latestMicros), best));
  }

  /** Orders seen candidates by their last event, the latest first, also beyond the ranked ones. */
  private long age(int card, long latestMicros) {
    int rank = recency.rank(pages.page(card));
    return rank < RecencyOrder.CAPACITY
        ? rank
        : RecencyOrder.CAPACITY + Math.max(latestMicros - destinations.lastMicros(card), 0);
  }
}
