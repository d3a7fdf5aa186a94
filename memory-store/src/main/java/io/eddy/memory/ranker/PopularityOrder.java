package io.eddy.memory.ranker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * The {@value #CAPACITY} candidates with most events, of equals the one with the later event first.
 * An event costs O({@value #CAPACITY}) at worst. Not thread-safe.
 */
final class PopularityOrder {
  static final int CAPACITY = 256;

  private final int[] cards = new int[CAPACITY];
  private int size;

  int size() {
    return size;
  }

  /** The candidate at a place, 0 the most popular. */
  int card(int place) {
    return cards[place];
  }

  /** Takes in that a candidate had an event, which is in its count already. */
  void touch(int card, DestinationTable destinations) {
    long count = destinations.count(card);
    int place = placeOf(card);
    if (place < 0) {
      if (size < CAPACITY) {
        place = size++;
      } else if (destinations.count(cards[CAPACITY - 1]) <= count) {
        place = CAPACITY - 1;
      } else {
        return;
      }
    }
    while (place > 0 && destinations.count(cards[place - 1]) <= count) {
      cards[place] = cards[place - 1];
      place--;
    }
    cards[place] = card;
  }

  private int placeOf(int card) {
    for (int place = 0; place < size; place++) {
      if (cards[place] == card) {
        return place;
      }
    }
    return -1;
  }

  /**
   * Sorts anew, after a restart.
   *
   * @param age of a candidate's last event, smaller for a later one
   */
  void rebuild(int candidates, IntToLongFunction age, DestinationTable destinations) {
    List<Integer> seen = new ArrayList<>();
    for (int card = 0; card < candidates; card++) {
      if (destinations.count(card) > 0) {
        seen.add(card);
      }
    }
    seen.sort(
        Comparator.comparingLong((Integer card) -> -destinations.count(card))
            .thenComparingLong(age::applyAsLong));
    size = Math.min(seen.size(), CAPACITY);
    Arrays.setAll(cards, place -> place < size ? seen.get(place) : 0);
  }
}
