package io.eddy.jobs.order;

import io.eddy.jobs.event.Edge;
import java.util.Comparator;

/**
 * An event that waits for the watermark.
 *
 * @param edge the event
 * @param sequence order of arrival, which decides between equal event times
 */
record PendingEdge(Edge edge, long sequence) implements Comparable<PendingEdge> {
  private static final Comparator<PendingEdge> ORDER =
      Comparator.<PendingEdge>comparingLong(pending -> pending.edge.ref().timeMicros())
          .thenComparingLong(PendingEdge::sequence);

  @Override
  public int compareTo(PendingEdge other) {
    return ORDER.compare(this, other);
  }
}
