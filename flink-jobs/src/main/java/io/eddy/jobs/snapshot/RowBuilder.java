package io.eddy.jobs.snapshot;

import io.eddy.jobs.snapshot.PairEvents.Span;
import java.util.ArrayList;
import java.util.List;

/** Collects the pairs of one node at a moment. One thread. */
final class RowBuilder {
  private final boolean timed;
  private final List<String> others = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();

  /** A row without pairs; if {@code timed}, with the times of their events. */
  RowBuilder(boolean timed) {
    this.timed = timed;
  }

  /** Adds a pair, unless there is no edge. */
  void add(String other, Span span) {
    if (span.weight() > 0) {
      others.add(other);
      spans.add(span);
    }
  }

  boolean isEmpty() {
    return others.isEmpty();
  }

  SnapshotPart.Row row(long snapshotId, long timeMicros, String node) {
    float[] weights = new float[spans.size()];
    int[] events = new int[spans.size()];
    long[] oldest = new long[spans.size()];
    long[] newest = new long[spans.size()];
    for (int i = 0; i < weights.length; i++) {
      Span span = spans.get(i);
      weights[i] = span.weight();
      events[i] = span.events();
      oldest[i] = span.oldestMicros();
      newest[i] = span.newestMicros();
    }
    return new SnapshotPart.Row(
        snapshotId,
        timeMicros,
        node,
        others,
        weights,
        timed ? new PairTimes(events, oldest, newest) : null);
  }
}
