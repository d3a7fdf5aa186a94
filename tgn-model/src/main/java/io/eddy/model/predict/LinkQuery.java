package io.eddy.model.predict;

import io.eddy.memory.pair.PairHistory;
import java.util.HashSet;
import java.util.Set;

/**
 * The question which destination a source goes to next.
 *
 * @param src the source
 * @param timeMicros event time of the question
 * @param history the source's destinations strictly before the event; read-only, and valid only
 *     until the event is applied to it
 */
public record LinkQuery(String src, long timeMicros, PairHistory history) {

  /**
   * The destinations already visited at the very time of the question. The ranking protocol leaves
   * them out of the count, because they are true destinations of the same moment; a stream knows
   * those that came before this event.
   */
  public Set<String> sameTimeDestinations() {
    if (history.size() == 0 || history.lastTimeMicros(0) < timeMicros) {
      return Set.of();
    }
    Set<String> found = new HashSet<>();
    for (int i = 0; i < history.size() && history.lastTimeMicros(i) >= timeMicros; i++) {
      if (history.lastTimeMicros(i) == timeMicros) {
        found.add(history.dst(i));
      }
    }
    return found;
  }
}
