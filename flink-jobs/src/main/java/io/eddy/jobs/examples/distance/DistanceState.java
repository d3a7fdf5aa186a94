package io.eddy.jobs.examples.distance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What one node knows. Immutable.
 *
 * @param distance arcs on the shortest way known, {@link #UNREACHED} if none is
 * @param successors ends of the arcs that begin here, sorted, each once
 */
public record DistanceState(int distance, List<String> successors) {
  /** The distance of a node that no way is known to; larger than any other. */
  public static final int UNREACHED = Integer.MAX_VALUE;

  /** A node that nothing is known of. */
  public static final DistanceState UNKNOWN = new DistanceState(UNREACHED, List.of());

  /** Whether a way to the node is known. */
  public boolean reached() {
    return distance != UNREACHED;
  }

  DistanceState withDistance(int shorter) {
    return new DistanceState(shorter, successors);
  }

  /** This state if the successor is known already. */
  DistanceState withSuccessor(String successor) {
    int position = Collections.binarySearch(successors, successor);
    if (position >= 0) {
      return this;
    }
    List<String> more = new ArrayList<>(successors.size() + 1);
    more.addAll(successors);
    more.add(-position - 1, successor);
    return new DistanceState(distance, Collections.unmodifiableList(more));
  }
}
