package io.eddy.model.predict;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Random candidates and a random history over them, with ties in time and in popularity. */
public final class RandomState {
  private final Random random;
  private final CandidateTable table = new CandidateTable();
  private final PairHistory history;
  private long time;

  /** The state of a seed. */
  public RandomState(long seed) {
    random = new Random(seed);
    history = new PairHistory(1 + random.nextInt(30));
    int candidates = random.nextInt(200);
    for (int i = 0; i < candidates; i++) {
      table.put(new CandidateCard("page-" + random.nextInt(400), random.nextInt(6), 0));
    }
    int visits = random.nextInt(60);
    for (int i = 0; i < visits; i++) {
      time += random.nextInt(3);
      history.visit("page-" + random.nextInt(400), time);
    }
  }

  /** The query, sometimes at the very time of the latest visit. */
  public LinkQuery query() {
    return new LinkQuery("user", time + random.nextInt(2), history);
  }

  /** The candidates. */
  public CandidateTable table() {
    return table;
  }

  /** A card of the table, of the history, or of a destination never seen. */
  public CandidateCard someCard() {
    int index = table.size() == 0 ? -1 : random.nextInt(table.size());
    return index >= 0 && random.nextInt(4) > 0
        ? table.card(index)
        : CandidateCard.unseen("page-" + random.nextInt(500));
  }

  /** Some ids, known and unknown. */
  public Set<String> someIds() {
    Set<String> ids = new HashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      ids.add("page-" + random.nextInt(450));
    }
    return ids;
  }

  /** The source of randomness. */
  public Random random() {
    return random;
  }
}
