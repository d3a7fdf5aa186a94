package io.eddy.model.predict;

import io.eddy.memory.card.CandidateCard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A dense table of candidate cards, all destinations or one shard of them. A card keeps the index
 * it got when its destination was first put in; indices are in order of insertion and no predictor
 * may depend on that order.
 *
 * <p>The popularity of every card is kept beside it as an array, because every event scores every
 * candidate. Not thread-safe.
 */
public final class CandidateTable {
  private static final int INITIAL_ROOM = 64;

  private final Map<String, Integer> indexes = new HashMap<>();
  private final List<CandidateCard> cards = new ArrayList<>();
  private double[] popularities = new double[INITIAL_ROOM];

  /** Number of candidates. */
  public int size() {
    return cards.size();
  }

  /** The index of a destination, -1 if it is not in the table. */
  public int indexOf(String id) {
    Integer index = indexes.get(id);
    return index == null ? -1 : index;
  }

  /** The card at an index. */
  public CandidateCard card(int i) {
    return cards.get(i);
  }

  /** The destination at an index. */
  public String id(int i) {
    return cards.get(i).id();
  }

  /** Adds a destination, or replaces its card. */
  public void put(CandidateCard card) {
    int index = indexOf(card.id());
    if (index < 0) {
      index = cards.size();
      cards.add(card);
      indexes.put(card.id(), index);
      if (index == popularities.length) {
        popularities = Arrays.copyOf(popularities, 2 * index);
      }
    } else {
      cards.set(index, card);
    }
    popularities[index] = popularity(card);
  }

  /**
   * Copies the popularity of every card, {@link #popularity(CandidateCard)}, to the front of an
   * array.
   *
   * @param target at least {@link #size()} long
   */
  public void copyPopularities(double[] target) {
    System.arraycopy(popularities, 0, target, 0, cards.size());
  }

  /** The popularity of a card, {@code visits / (1 + visits)}: 0 when unseen, always below 1. */
  public static double popularity(CandidateCard card) {
    return card.visits() / (1.0 + card.visits());
  }
}
