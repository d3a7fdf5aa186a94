package io.eddy.memory.ranker;

import java.util.Arrays;

/**
 * Counts by (page, candidate) in slots, each on two lists: that of its page and that of its
 * candidate. Bounded: a candidate with too many links loses the one that was touched longest ago.
 * Finding a link is O(1), losing one O(links of its candidate and page). Not thread-safe.
 */
final class LinkTable {
  /** From the page straight to the candidate. */
  static final int COUNT = 0;

  /** From the candidate straight to the page. */
  static final int REVERSE = 1;

  /** From the page to the candidate with others between, weighted by how many. */
  static final int SKIP = 2;

  /** Sources that know both. */
  static final int CO_VISITS = 3;

  static final int COUNTS = 4;

  private static final int NONE = -1;
  private static final int INITIAL_ROOM = 256;

  private final int maxLinks;
  private final LinkSlots slots = new LinkSlots();
  private int used;
  private int free = NONE;
  private int[] pages = new int[INITIAL_ROOM];
  private int[] cards = new int[INITIAL_ROOM];
  private int[] nextOfPage = new int[INITIAL_ROOM];
  private int[] nextOfCard = new int[INITIAL_ROOM];
  private long[] touched = new long[INITIAL_ROOM];
  private int[] firstOfPage = new int[0];
  private int[] firstOfCard = new int[0];
  private int[] degrees = new int[0];

  /** The counts of each slot. */
  double[] counts = new double[INITIAL_ROOM * COUNTS];

  /** Like {@link #COUNT}, decayed. */
  double[] recent = new double[INITIAL_ROOM];

  LinkTable(int maxLinks) {
    this.maxLinks = maxLinks;
  }

  /** How many slots were ever used. */
  int used() {
    return used;
  }

  int firstOfPage(int page) {
    return page < firstOfPage.length ? firstOfPage[page] : NONE;
  }

  int nextOfPage(int slot) {
    return nextOfPage[slot];
  }

  int page(int slot) {
    return pages[slot];
  }

  int card(int slot) {
    return cards[slot];
  }

  long touched(int slot) {
    return touched[slot];
  }

  /** The slots of a candidate, the newest link first. */
  int[] ofCard(int card) {
    int[] found = new int[card < degrees.length ? degrees[card] : 0];
    int slot = found.length == 0 ? NONE : firstOfCard[card];
    for (int i = 0; i < found.length; i++) {
      found[i] = slot;
      slot = nextOfCard[slot];
    }
    return found;
  }

  /** The slot of a link, a new one with counts of 0 if need be. */
  int touch(int page, int card, long sequence) {
    int slot = slots.get(page, card);
    if (slot < 0) {
      cover(page, card);
      if (degrees[card] >= maxLinks) {
        forget(stalest(card));
      }
      slot = link(page, card);
    }
    touched[slot] = sequence;
    return slot;
  }

  private int link(int page, int card) {
    int slot = free;
    if (slot == NONE) {
      if (used == pages.length) {
        grow();
      }
      slot = used++;
    } else {
      free = nextOfPage[slot];
    }
    pages[slot] = page;
    cards[slot] = card;
    nextOfPage[slot] = firstOfPage[page];
    firstOfPage[page] = slot;
    nextOfCard[slot] = firstOfCard[card];
    firstOfCard[card] = slot;
    degrees[card]++;
    slots.put(page, card, slot);
    return slot;
  }

  private int stalest(int card) {
    int stalest = firstOfCard[card];
    for (int slot = stalest; slot != NONE; slot = nextOfCard[slot]) {
      stalest = touched[slot] < touched[stalest] ? slot : stalest;
    }
    return stalest;
  }

  private void forget(int slot) {
    int page = pages[slot];
    int card = cards[slot];
    slots.remove(page, card);
    firstOfPage[page] = without(slot, firstOfPage[page], nextOfPage);
    firstOfCard[card] = without(slot, firstOfCard[card], nextOfCard);
    degrees[card]--;
    Arrays.fill(counts, slot * COUNTS, (slot + 1) * COUNTS, 0);
    recent[slot] = 0;
    nextOfPage[slot] = free;
    free = slot;
  }

  /** Takes a slot off a list and returns the list's first slot. */
  private static int without(int slot, int first, int[] next) {
    if (first == slot) {
      return next[slot];
    }
    int before = first;
    while (next[before] != slot) {
      before = next[before];
    }
    next[before] = next[slot];
    return first;
  }

  private void grow() {
    int room = 2 * pages.length;
    pages = Arrays.copyOf(pages, room);
    cards = Arrays.copyOf(cards, room);
    nextOfPage = Arrays.copyOf(nextOfPage, room);
    nextOfCard = Arrays.copyOf(nextOfCard, room);
    touched = Arrays.copyOf(touched, room);
    counts = Arrays.copyOf(counts, room * COUNTS);
    recent = Arrays.copyOf(recent, room);
  }

  private void cover(int page, int card) {
    firstOfPage = cover(firstOfPage, page);
    if (card >= firstOfCard.length) {
      firstOfCard = cover(firstOfCard, card);
      degrees = Arrays.copyOf(degrees, firstOfCard.length);
    }
  }

  private static int[] cover(int[] firsts, int index) {
    int before = firsts.length;
    if (index < before) {
      return firsts;
    }
    int[] more = Arrays.copyOf(firsts, Math.max(index + 1, Math.max(2 * before, INITIAL_ROOM)));
    Arrays.fill(more, before, more.length, NONE);
    return more;
  }
}
