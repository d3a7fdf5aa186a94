package io.eddy.memory.ranker;

import java.util.Arrays;

/**
 * A map from (page, candidate) to a slot, by open addressing: 12 bytes an entry at a load of half
 * and less. Not thread-safe.
 */
final class LinkSlots {
  private static final int INITIAL_ROOM = 256;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[INITIAL_ROOM];
  private int[] slots = empty(INITIAL_ROOM);
  private int size;

  private static int[] empty(int room) {
    int[] slots = new int[room];
    Arrays.fill(slots, -1);
    return slots;
  }

  /** The slot of a key, −1 if there is none. */
  int get(int page, int card) {
    return slots[find(key(page, card))];
  }

  /** Adds a key that is not there. */
  void put(int page, int card, int slot) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    long key = key(page, card);
    int at = find(key);
    keys[at] = key;
    slots[at] = slot;
    size++;
  }

  /** Removes a key that is there, and moves up what was pushed on by it. */
  void remove(int page, int card) {
    int hole = find(key(page, card));
    int mask = keys.length - 1;
    for (int at = (hole + 1) & mask; slots[at] >= 0; at = (at + 1) & mask) {
      int home = home(keys[at]);
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        keys[hole] = keys[at];
        slots[hole] = slots[at];
        hole = at;
      }
    }
    slots[hole] = -1;
    size--;
  }

  private int find(long key) {
    int at = home(key);
    while (slots[at] >= 0 && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    return at;
  }

  private int home(long key) {
    long mixed = key * MIX;
    return (int) (mixed >>> Integer.SIZE) & (keys.length - 1);
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSlots = slots;
    keys = new long[2 * oldKeys.length];
    slots = empty(keys.length);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldSlots[i] >= 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        slots[at] = oldSlots[i];
      }
    }
  }

  private static long key(int page, int card) {
    return ((long) page << Integer.SIZE) | card;
  }
}
