package io.eddy.memory.ranker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The clock of many counters that decay exponentially, each kind at its own time scale τ in
 * seconds: one exponential a kind serves all counters of it, and a counter is touched only when it
 * changes.
 *
 * <p>Forward decay (Cormode et al., ICDE 2009): a counter holds Σ e^{(tᵢ−L)/τ} for a landmark L, an
 * event adds {@link #weight}, and the decayed count at t is the counter times {@link #factors}. The
 * landmark is the last multiple of {@value #PERIOD} τ, so it depends on the time alone and the sums
 * stay within a double; {@link #advance} scales the counters when it moves. Not thread-safe.
 */
final class ForwardDecays {
  private static final int PERIOD = 400;
  private static final double NOTHING = 1e-30;
  private static final long NEVER = Long.MIN_VALUE;

  private long latest = NEVER;

  /** What an event at this time adds to a counter, after {@link #advance} to the time. */
  double weight(double tau, long timeMicros) {
    return StrictMath.exp(units(tau, landmark(tau, latest), timeMicros));
  }

  /** What counters of each kind are worth at a time. */
  void factors(double[] taus, long timeMicros, double[] factors) {
    for (int kind = 0; kind < taus.length; kind++) {
      double tau = taus[kind];
      factors[kind] =
          latest == NEVER ? 0 : StrictMath.exp(-units(tau, landmark(tau, latest), timeMicros));
    }
  }

  /**
   * Prepares for an event: moves the clock on and scales the counters whose landmark moves.
   *
   * @param counters those of one owner after those of the other, a counter of each kind in turn
   * @param used how many counters there are
   */
  void advance(double[] taus, long timeMicros, double[] counters, int used) {
    carry(taus, timeMicros, counters, used);
    latest = Math.max(timeMicros, latest);
  }

  /** Scales further counters of this clock as {@link #advance}, which is yet to come, will. */
  void carry(double[] taus, long timeMicros, double[] counters, int used) {
    if (timeMicros > latest && latest != NEVER) {
      scale(taus, latest, timeMicros, counters, 0, used);
    }
  }

  /** Scales counters that were written by a clock that stood at another time. */
  void adopt(double[] taus, long clockMicros, double[] counters, int from, int to) {
    if (clockMicros != NEVER && latest != NEVER) {
      scale(taus, clockMicros, latest, counters, from, to);
    }
  }

  private static void scale(
      double[] taus, long before, long after, double[] counters, int from, int to) {
    for (int kind = 0; kind < taus.length; kind++) {
      long old = landmark(taus[kind], before);
      long now = landmark(taus[kind], after);
      if (old == now) {
        continue;
      }
      double scale = StrictMath.exp(-units(taus[kind], old, now));
      for (int i = from + kind; i < to; i += taus.length) {
        double value = counters[i] * scale;
        counters[i] = value < NOTHING ? 0 : value;
      }
    }
  }

  /** From one time to another, in units of a time scale. */
  private static double units(double tau, long from, long to) {
    return (to - from) / (tau * RankerScales.MICROS);
  }

  private static long landmark(double tau, long timeMicros) {
    long period = Math.max(Math.round(PERIOD * tau * RankerScales.MICROS), 1);
    return Math.floorDiv(timeMicros, period) * period;
  }

  /** The latest time the clock was advanced to; {@link Long#MIN_VALUE} before the first. */
  long latestMicros() {
    return latest;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(latest);
  }

  void read(DataInput in) throws IOException {
    latest = in.readLong();
  }
}
