package io.eddy.memory.ranker;

import io.eddy.memory.layout.CompactFields;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The pages of a whole stream in order of their last event, as far back as {@value #CAPACITY}
 * pages; what is further back has the rank {@value #CAPACITY}. An event costs O(rank of its page).
 * Not thread-safe.
 */
final class RecencyOrder {
  static final int CAPACITY = 4096;
  private static final int INITIAL_ROOM = 64;

  private int[] pages = new int[INITIAL_ROOM];
  private int size;
  private int[] ranks = new int[INITIAL_ROOM];

  RecencyOrder() {
    Arrays.fill(ranks, CAPACITY);
  }

  int size() {
    return size;
  }

  /** The page at a rank, 0 the most recent. */
  int page(int rank) {
    return pages[rank];
  }

  /** The rank of a page that had an event. */
  int rank(int page) {
    return page < ranks.length ? ranks[page] : CAPACITY;
  }

  /** Moves a page to the front. */
  void touch(int page) {
    if (page >= ranks.length) {
      int before = ranks.length;
      ranks = Arrays.copyOf(ranks, Math.max(page + 1, 2 * before));
      Arrays.fill(ranks, before, ranks.length, CAPACITY);
    }
    int from = ranks[page];
    if (from == CAPACITY) {
      from = slotAtEnd();
    }
    for (int rank = from; rank > 0; rank--) {
      pages[rank] = pages[rank - 1];
      ranks[pages[rank]] = rank;
    }
    pages[0] = page;
    ranks[page] = 0;
  }

  private int slotAtEnd() {
    if (size == CAPACITY) {
      ranks[pages[CAPACITY - 1]] = CAPACITY;
      return CAPACITY - 1;
    }
    if (size == pages.length) {
      pages = Arrays.copyOf(pages, 2 * size);
    }
    return size++;
  }

  void write(DataOutput out) throws IOException {
    CompactFields.writeUnsigned(size, out);
    for (int rank = 0; rank < size; rank++) {
      CompactFields.writeUnsigned(pages[rank], out);
    }
  }

  /** Reads what {@link #write} wrote into an order without pages. */
  void read(int pageCount, DataInput in) throws IOException {
    int count = CompactFields.readUnsignedInt(in, CAPACITY, "the recent pages");
    int[] order = new int[count];
    for (int rank = 0; rank < count; rank++) {
      order[rank] = CompactFields.readUnsignedInt(in, pageCount - 1, "a page");
    }
    for (int rank = count - 1; rank >= 0; rank--) {
      touch(order[rank]);
    }
  }
}
