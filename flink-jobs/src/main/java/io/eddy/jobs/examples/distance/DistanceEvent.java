package io.eddy.jobs.examples.distance;

/** What the distance program is told: where to start, and which arcs there are. */
public sealed interface DistanceEvent {

  /** The node it is addressed to. */
  String node();

  /**
   * A node from which distances are counted.
   *
   * @param node the start
   */
  record Start(String node) implements DistanceEvent {}

  /**
   * An arc of the graph; an undirected edge is two.
   *
   * @param node where it begins
   * @param to where it ends
   */
  record Arc(String node, String to) implements DistanceEvent {}
}
