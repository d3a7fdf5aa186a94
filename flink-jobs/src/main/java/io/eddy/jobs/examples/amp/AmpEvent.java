package io.eddy.jobs.examples.amp;

import java.util.List;

/** What the program is told from outside. */
public sealed interface AmpEvent {

  /** The node it is addressed to. */
  String node();

  /**
   * A node of the graph. Messages that come earlier wait for it.
   *
   * @param node the node
   * @param features its F features
   * @param neighbours to whom it speaks, in this order
   */
  record Start(String node, List<Float> features, List<String> neighbours) implements AmpEvent {}

  /**
   * A message from outside the graph, which starts a wave.
   *
   * @param node where it starts
   * @param message M values
   */
  record Ask(String node, AmpMessage message) implements AmpEvent {}
}
