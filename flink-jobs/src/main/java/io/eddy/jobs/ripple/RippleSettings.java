package io.eddy.jobs.ripple;

import java.io.Serializable;

/**
 * How far ripples go.
 *
 * @param audience who is told of a changed memory
 * @param waveHops hops of waves that change memories, 0 for none
 * @param fanOut neighbours that a wave goes to from each node, the most recent ones
 * @param leastEnergy a wave with less is not sent
 */
public record RippleSettings(Audience audience, int waveHops, int fanOut, float leastEnergy)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Checks the numbers. */
  public RippleSettings {
    if (waveHops < 0 || fanOut < 0) {
      throw new IllegalArgumentException(
          "%d hops of waves to %d neighbours; expected 0 or more of both"
              .formatted(waveHops, fanOut));
    }
    // Written so that NaN fails.
    if (!(leastEnergy >= 0 && leastEnergy <= 1)) {
      throw new IllegalArgumentException(
          "a least energy of %s; expected 0 to 1".formatted(leastEnergy));
    }
  }

  /** Hops that ripples add to those of the visits: a node that the last wave changed tells, too. */
  public int loopHops() {
    return waveHops + (audience == Audience.NOBODY ? 0 : 1);
  }
}
