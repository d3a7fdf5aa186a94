package io.eddy.model.eval;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.model.predict.CandidateTable;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.rank.CandidateRanker;
import io.eddy.model.rank.PartialRanking;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The sequential engine: one event at a time, ranked from the state before it and then applied. It
 * defines what a distributed job at parallelism 1 must give. Not thread-safe.
 */
public final class SequentialScorer {
  private final CandidateRanker ranker;
  private final int historyCapacity;
  private final Map<String, PairHistory> histories = new HashMap<>();
  private final CandidateTable candidates = new CandidateTable();
  private final PairHistory nothing;

  /**
   * An engine that has seen nothing.
   *
   * @param historyCapacity destinations remembered for each source
   */
  public SequentialScorer(CandidateRanker ranker, int historyCapacity) {
    this.ranker = ranker;
    this.historyCapacity = historyCapacity;
    this.nothing = new PairHistory(historyCapacity);
  }

  /** Makes a destination a candidate before its first visit. */
  public void addCandidate(String dst) {
    if (candidates.indexOf(dst) < 0) {
      candidates.put(CandidateCard.unseen(dst));
    }
  }

  /**
   * Ranks an event among the destinations seen so far and then applies it. Other destinations that
   * the source visited at the same time do not count.
   */
  public PartialRanking process(String src, String dst, long timeMicros) {
    LinkQuery query = query(src, timeMicros);
    PartialRanking ranking =
        ranker.rank(query, candidates, card(dst), query.sameTimeDestinations());
    apply(src, dst, timeMicros);
    return ranking;
  }

  /** Ranks an event from the present state, which stays as it is. */
  public PartialRanking rank(String src, String dst, long timeMicros, Set<String> excluded) {
    return ranker.rank(query(src, timeMicros), candidates, card(dst), excluded);
  }

  /** Applies an event to the state. */
  public void apply(String src, String dst, long timeMicros) {
    histories.computeIfAbsent(src, key -> new PairHistory(historyCapacity)).visit(dst, timeMicros);
    candidates.put(card(dst).visited(timeMicros));
  }

  private LinkQuery query(String src, long timeMicros) {
    return new LinkQuery(src, timeMicros, histories.getOrDefault(src, nothing));
  }

  private CandidateCard card(String dst) {
    int index = candidates.indexOf(dst);
    return index < 0 ? CandidateCard.unseen(dst) : candidates.card(index);
  }
}
