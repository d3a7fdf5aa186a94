package io.eddy.jobs.loop.program;

/** A program sent a message past the highest hop its runner allows. */
public final class HopLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A message from a node at the highest hop. */
  public HopLimitException(String node, int maxHops) {
    super(
        "node '%s' sent a message at hop %d, the highest allowed; raise the loop's maxHops or let the program stop earlier (see NodeContext.hop)"
            .formatted(node, maxHops));
  }
}
