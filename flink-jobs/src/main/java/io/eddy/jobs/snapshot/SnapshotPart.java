package io.eddy.jobs.snapshot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the subtasks with the adjacency send to the one that embeds. */
sealed interface SnapshotPart {
  /** Number of the tick. */
  long snapshotId();

  /**
   * Pairs of one node. A pair is in one row only.
   *
   * @param timeMicros event time of the snapshot, microseconds since 1970
   * @param node one end of every pair
   * @param others the other ends
   * @param weights one a pair, above 0
   * @param times of the pairs' events; null where the network has no features of time
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares rows.
  record Row(
      long snapshotId,
      long timeMicros,
      String node,
      List<String> others,
      float[] weights,
      @Nullable PairTimes times)
      implements SnapshotPart {}

  /**
   * Says that a subtask has sent all of its rows. Only at ticks by the clock: at ticks by event
   * time the watermark says it for all.
   *
   * @param timeMicros newest event time that the subtask has seen
   * @param subtask which one
   */
  record End(long snapshotId, long timeMicros, int subtask) implements SnapshotPart {}
}
