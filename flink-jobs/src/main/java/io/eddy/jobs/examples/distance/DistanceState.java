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

  boolean hasSuccessor(String node) {
    return Collections.binarySearch(successors, node) >= 0;
  }

  /** Adds a successor that is not known yet. */
  DistanceState withSuccessor(String successor) {
    int position = -1 - Collections.binarySearch(successors, successor);
    List<String> more = new ArrayList<>(successors.size() + 1);
    more.addAll(successors);
    more.add(position, successor);
    return new DistanceState(distance, Collections.unmodifiableList(more));
  }
}
