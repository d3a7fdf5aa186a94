package io.eddy.jobs.loop.program;

/** What every runner checks when its context is used, so that programs fail alike in all. */
public final class SendRules {
  private SendRules() {}

  /**
   * Checks one call of {@link NodeContext#send(String, Object, float, double)}.
   *
   * @param node the sender
   * @param hop the hop of the sending call
   * @param maxHops the highest hop a message may have
   * @param available the energy of the sending call
   * @param energy the energy given to the message
   * @param delay the delay asked for, in ticks
   * @throws IllegalArgumentException if energy or delay is out of range
   * @throws HopLimitException if the call is at the highest hop
   */
  public static void check(
      String node, int hop, int maxHops, float available, float energy, double delay) {
    // Written so that NaN fails.
    if (!(energy >= 0 && energy <= available)) {
      throw new IllegalArgumentException(
          "node '%s' sends energy %s of the %s it has; expected 0 to that"
              .formatted(node, energy, available));
    }
    if (!(delay >= 0 && delay < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "node '%s' sends with delay %s; expected 0 or more, and finite".formatted(node, delay));
    }
    if (hop >= maxHops) {
      throw new HopLimitException(node, maxHops);
    }
  }

  /**
   * Checks that a context serves no longer than its call.
   *
   * @param inCall whether the call still runs
   * @param node where it began
   * @param hop its hop
   * @throws IllegalStateException if it is over
   */
  public static void checkInCall(boolean inCall, String node, int hop) {
    if (!inCall) {
      throw new IllegalStateException(
          "the context of a call at node '%s', hop %d, was used after the call; keep values, not the context"
              .formatted(node, hop));
    }
  }
}
