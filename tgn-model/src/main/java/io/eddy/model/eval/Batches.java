package io.eddy.model.eval;

import java.util.List;

/**
 * Cuts a stream into the batches between two refreshes of the state; no batch crosses two parts.
 */
public final class Batches {
  private Batches() {}

  /**
   * The end, exclusive, of the batch that begins at an event.
   *
   * @param batch events of a full batch
   */
  public static int end(List<LinkEvent> events, int start, TimeSplit split, int batch) {
    TimeSplit.Part part = split.partOf(events.get(start).timeMicros());
    int end = start + 1;
    while (end < events.size()
        && end - start < batch
        && split.partOf(events.get(end).timeMicros()) == part) {
      end++;
    }
    return end;
  }
}
