package io.eddy.jobs.reset;

import java.util.Map;

/**
 * Where a job that starts with empty memories begins to read, and which of the events it comes by
 * have results already.
 *
 * @param starts first offset to read of each partition of the edges topic; a partition that is not
 *     in it is read from its beginning
 * @param scores events that have a score
 * @param predictions events that have a prediction
 * @param late events that are on the late topic
 * @param deadLetters records that are on the dead-letter topic
 */
public record MemoryReset(
    Map<Integer, Long> starts,
    Written scores,
    Written predictions,
    Written late,
    Written deadLetters) {

  /** Copies the offsets. */
  public MemoryReset {
    starts = Map.copyOf(starts);
  }

  /**
   * The same where an event that is late has no other result: what is on time in the first reading
   * may be late in the second, and the other way round, because watermarks begin anew.
   */
  public MemoryReset lateOrProcessed() {
    return new MemoryReset(
        starts,
        scores.and(late),
        predictions.and(late),
        late.and(scores).and(predictions),
        deadLetters);
  }
}
