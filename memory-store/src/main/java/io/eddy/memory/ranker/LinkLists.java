package io.eddy.memory.ranker;

import java.util.Arrays;

/**
 * Doubly linked lists of slots, one an owner; a slot is on one list at most. All operations are
 * O(1); 8 bytes a slot and an owner each. Not thread-safe.
 */
final class LinkLists {
  static final int NONE = -1;
  private static final int INITIAL_ROOM = 256;

  private int[] firsts = new int[0];
  private int[] sizes = new int[0];
  private int[] nexts = new int[INITIAL_ROOM];

  /** The slot before; before the first stands the last. */
  private int[] previous = new int[INITIAL_ROOM];

  /** How many slots an owner's list has. */
  int size(int owner) {
    return owner < sizes.length ? sizes[owner] : 0;
  }

  /** The first slot of an owner, {@link #NONE} if it has none. */
  int first(int owner) {
    return size(owner) == 0 ? NONE : firsts[owner];
  }

  /** The last slot of an owner that has any. */
  int last(int owner) {
    return previous[firsts[owner]];
  }

  /** The slot after this one, {@link #NONE} after the last. */
  int next(int slot) {
    return nexts[slot];
  }

  /** Puts a slot that is on no list before all others. */
  void prepend(int owner, int slot) {
    cover(owner, slot);
    int first = first(owner);
    nexts[slot] = first;
    if (first == NONE) {
      previous[slot] = slot;
    } else {
      previous[slot] = previous[first];
      previous[first] = slot;
    }
    firsts[owner] = slot;
    sizes[owner]++;
  }

  /** Takes a slot off its owner's list. */
  void remove(int owner, int slot) {
    int first = firsts[owner];
    int next = nexts[slot];
    if (slot == first) {
      firsts[owner] = next;
    } else {
      nexts[previous[slot]] = next;
    }
    if (next != NONE) {
      previous[next] = previous[slot];
    } else if (slot != first) {
      previous[first] = previous[slot];
    }
    sizes[owner]--;
  }

  /** Puts a slot before the others of its list. */
  void moveToFront(int owner, int slot) {
    if (firsts[owner] != slot) {
      remove(owner, slot);
      prepend(owner, slot);
    }
  }

  /** Empties all lists. */
  void clear() {
    Arrays.fill(sizes, 0);
  }

  private void cover(int owner, int slot) {
    if (owner >= firsts.length) {
      int room = Math.max(owner + 1, firsts.length + (firsts.length >> 1));
      firsts = Arrays.copyOf(firsts, room);
      sizes = Arrays.copyOf(sizes, room);
    }
    if (slot >= nexts.length) {
      int room = Math.max(slot + 1, nexts.length + (nexts.length >> 1));
      nexts = Arrays.copyOf(nexts, room);
      previous = Arrays.copyOf(previous, room);
    }
  }
}
