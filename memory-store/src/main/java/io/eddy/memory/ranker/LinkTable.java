package io.eddy.memory.ranker;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Counts by (page, candidate) in slots, each on three lists: that of its page and that of all, the
 * latest touched first, and that of its candidate, the newest first. Bounded by {@link LinkBounds}:
 * a link too many costs its candidate, its page or the table the link that was touched longest ago.
 *
 * <p>Finding a link is O(1), losing one too, except for a full candidate, which looks through its
 * links. Links are touched in order of their ticks; links that were read in any order are sorted
 * once, before the next touch or query. Not thread-safe.
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

  /** The low bits of a tick say which of an event's touches it was; the others, which event. */
  static final int TICK_BITS = 6;

  private static final int INITIAL_ROOM = 256;

  private final LinkBounds bounds;
  private final IntConsumer losing;
  private final LinkSlots slots = new LinkSlots();
  private final LinkLists ofPages = new LinkLists();
  private final LinkLists ofCards = new LinkLists();
  private final LinkLists ofAll = new LinkLists();
  private boolean unsorted;
  private int used;

  /** A slot without a link, whose page is the next such slot; −1 if there is none. */
  private int free = LinkLists.NONE;

  private int freed;
  private int[] pages = new int[INITIAL_ROOM];
  private int[] cards = new int[INITIAL_ROOM];
  private long[] touched = new long[INITIAL_ROOM];

  /** The counts of each slot. */
  double[] counts = new double[INITIAL_ROOM * COUNTS];

  /** Like {@link #COUNT}, decayed. */
  double[] recent = new double[INITIAL_ROOM];

  /** When {@link #recent} was settled. */
  long[] settled = new long[INITIAL_ROOM];

  /**
   * A table without links.
   *
   * @param losing is told each candidate that loses a link
   */
  LinkTable(LinkBounds bounds, IntConsumer losing) {
    this.bounds = bounds;
    this.losing = losing;
  }

  /** How many links there are. */
  int size() {
    return used - freed;
  }

  int firstOfPage(int page) {
    return ofPages.first(page);
  }

  int nextOfPage(int slot) {
    return ofPages.next(slot);
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
    int[] found = new int[ofCards.size(card)];
    int slot = ofCards.first(card);
    for (int i = 0; i < found.length; i++) {
      found[i] = slot;
      slot = ofCards.next(slot);
    }
    return found;
  }

  /**
   * The slot of a link, a new one with counts of 0 if need be.
   *
   * @param tick not before that of any other touch
   */
  int touch(int page, int card, long tick) {
    sort();
    int slot = slots.get(page, card);
    if (slot < 0) {
      makeRoom(page, card);
      slot = link(page, card);
    } else {
      ofPages.moveToFront(page, slot);
      ofAll.moveToFront(0, slot);
    }
    touched[slot] = tick;
    return slot;
  }

  private void makeRoom(int page, int card) {
    if (ofCards.size(card) >= bounds.ofCard()) {
      forget(stalest(card));
    }
    if (ofPages.size(page) >= bounds.ofPage()) {
      forget(ofPages.last(page));
    }
    if (size() >= bounds.total()) {
      forget(ofAll.last(0));
    }
  }

  /** Of links that were touched by one event, the newest. */
  private int stalest(int card) {
    int stalest = ofCards.first(card);
    for (int slot = stalest; slot >= 0; slot = ofCards.next(slot)) {
      stalest = event(slot) < event(stalest) ? slot : stalest;
    }
    return stalest;
  }

  private long event(int slot) {
    return touched[slot] >>> TICK_BITS;
  }

  private int link(int page, int card) {
    int slot = free;
    if (slot == LinkLists.NONE) {
      if (used == pages.length) {
        grow();
      }
      slot = used++;
    } else {
      free = pages[slot];
      freed--;
    }
    pages[slot] = page;
    cards[slot] = card;
    ofCards.prepend(card, slot);
    ofPages.prepend(page, slot);
    ofAll.prepend(0, slot);
    slots.put(page, card, slot);
    return slot;
  }

  private void forget(int slot) {
    losing.accept(cards[slot]);
    slots.remove(pages[slot], cards[slot]);
    ofCards.remove(cards[slot], slot);
    ofPages.remove(pages[slot], slot);
    ofAll.remove(0, slot);
    Arrays.fill(counts, slot * COUNTS, (slot + 1) * COUNTS, 0);
    recent[slot] = 0;
    pages[slot] = free;
    free = slot;
    freed++;
  }

  /**
   * Adds a link that was written down, newer than those of its candidate before it. The bounds of
   * pages and of all hold again from the next touch or query on; until then there may be a quarter
   * more links.
   */
  int restore(int page, int card, long tick) {
    if (size() - bounds.total() >= bounds.total() / 4) {
      sort();
    }
    int slot = slots.get(page, card);
    if (slot < 0) {
      if (ofCards.size(card) >= bounds.ofCard()) {
        forget(stalest(card));
      }
      slot = link(page, card);
    }
    touched[slot] = tick;
    unsorted = true;
    return slot;
  }

  /** Restores the order by last touch where need be, and the bounds. */
  void sort() {
    if (!unsorted) {
      return;
    }
    unsorted = false;
    int[] order = new int[size()];
    int slot = ofAll.first(0);
    for (int i = 0; i < order.length; i++) {
      order[i] = slot;
      slot = ofAll.next(slot);
    }
    order =
        IntStream.of(order)
            .boxed()
            .sorted(Comparator.comparingLong(s -> touched[s]))
            .mapToInt(Integer::intValue)
            .toArray();
    ofPages.clear();
    ofAll.clear();
    for (int linked : order) {
      ofPages.prepend(pages[linked], linked);
      ofAll.prepend(0, linked);
    }
    for (int linked : order) {
      if (ofPages.size(pages[linked]) > bounds.ofPage()) {
        forget(linked);
      }
    }
    while (size() > bounds.total()) {
      forget(ofAll.last(0));
    }
  }

  private void grow() {
    int room = pages.length + (pages.length >> 1);
    if (used < bounds.total()) {
      room = Math.min(room, bounds.total());
    }
    pages = Arrays.copyOf(pages, room);
    cards = Arrays.copyOf(cards, room);
    touched = Arrays.copyOf(touched, room);
    counts = Arrays.copyOf(counts, room * COUNTS);
    recent = Arrays.copyOf(recent, room);
    settled = Arrays.copyOf(settled, room);
  }
}
