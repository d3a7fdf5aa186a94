package io.eddy.jobs.examples.amp;

import java.util.List;

/**
 * What the network says of a node, after each thing that happened to it.
 *
 * @param node the node
 * @param cause what happened
 * @param logProbabilities logarithms of its C class probabilities
 */
public record AmpReadOut(String node, Cause cause, List<Float> logProbabilities) {

  /** What can happen to a node. */
  public enum Cause {
    /** It was told its features. */
    STARTED,
    /** It reacted to a message. */
    HEARD,
    /** A message found no energy left. */
    DROPPED
  }
}
