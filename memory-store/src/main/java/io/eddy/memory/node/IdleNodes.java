package io.eddy.memory.node;

/**
 * Which nodes are forgotten: those that nothing has happened to for a time, measured by events. A
 * pure function of event times, so whoever reads a node may apply it before the state is cleared,
 * and the answer does not depend on when that is.
 *
 * @param afterMicros how long a node may be idle; 0 for ever
 */
public record IdleNodes(long afterMicros) {
  /** When a node was last seen that nothing has happened to. */
  public static final long NEVER = Long.MIN_VALUE;

  /** No node is forgotten. */
  public static final IdleNodes KEPT = new IdleNodes(0);

  /** Checks the time. */
  public IdleNodes {
    if (afterMicros < 0) {
      throw new IllegalArgumentException(
          "nodes idle for %d microseconds are to be forgotten; expected 0 (never) or more"
              .formatted(afterMicros));
    }
  }

  /**
   * Whether a node last seen at one time is forgotten at another; exactly at the limit it is not.
   */
  public boolean forgotten(long lastSeenMicros, long nowMicros) {
    if (afterMicros == 0 || nowMicros <= lastSeenMicros) {
      return false;
    }
    // The difference may overflow: then it is longer than any limit.
    long idle = nowMicros - lastSeenMicros;
    return idle < 0 || idle > afterMicros;
  }

  /** From when on a node is forgotten, for a timer; {@link Long#MAX_VALUE} for never. */
  public long deadlineMicros(long lastSeenMicros) {
    if (afterMicros == 0) {
      return Long.MAX_VALUE;
    }
    long deadline = lastSeenMicros + afterMicros + 1;
    return deadline < lastSeenMicros ? Long.MAX_VALUE : deadline;
  }
}
