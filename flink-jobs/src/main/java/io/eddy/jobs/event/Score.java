package io.eddy.jobs.event;

/**
 * A model's probability of an event, from the state before it.
 *
 * @param ref which event it is
 * @param probability in [0, 1]
 * @param model that gave it
 * @param sourceAgeMicros time since the source was last seen; −1 at its first event
 * @param destinationAgeMicros the same of the destination
 */
public record Score(
    EdgeRef ref,
    double probability,
    Release model,
    long sourceAgeMicros,
    long destinationAgeMicros) {

  /** The score of a settled event; its visits must be complete. */
  public static Score of(EdgeRef ref, Neural neural) {
    return new Score(
        ref,
        neural.interaction().probability(),
        neural.model(),
        neural.interaction().sourceAgeMicros(),
        neural.interaction().destinationAgeMicros());
  }
}
