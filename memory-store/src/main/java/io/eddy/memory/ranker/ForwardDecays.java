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
 * stay within a double. When it moves, counters must be scaled: a few at once by {@link #advance};
 * many one by one, when they are next read or changed, by {@link #moveTo} and {@link #settle}. Both
 * give the same bits, as what two landmarks went by is 0. Not thread-safe.
 */
final class ForwardDecays {
  private static final int PERIOD = 400;
  private static final double NOTHING = 1e-30;
  private static final long NEVER = Long.MIN_VALUE;

  private long latest = NEVER;
  private long lastMove = NEVER;

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
    if (timeMicros > latest && latest != NEVER) {
      scale(taus, latest, timeMicros, counters, 0, used);
    }
    latest = Math.max(timeMicros, latest);
  }

  /**
   * Prepares for an event: moves the clock on, and leaves the counters to {@link #settle};
   * O(kinds).
   */
  void moveTo(double[] taus, long timeMicros) {
    if (latest != NEVER && timeMicros > latest && moves(taus, timeMicros)) {
      lastMove = timeMicros;
    }
    latest = Math.max(timeMicros, latest);
  }

  private boolean moves(double[] taus, long timeMicros) {
    for (double tau : taus) {
      if (landmark(tau, latest) != landmark(tau, timeMicros)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Scales an owner's counters to the present landmarks, before they are read or changed.
   *
   * @param settledMicros what the last call for these counters, or {@link #adopt}, returned; {@link
   *     #latestMicros} for new ones
   * @return what to hand over the next time
   */
  long settle(double[] taus, long settledMicros, double[] counters, int from, int to) {
    if (settledMicros >= lastMove) {
      return latest == NEVER ? settledMicros : latest;
    }
    return adopt(taus, settledMicros, counters, from, to);
  }

  /**
   * Scales counters that were written by a clock that stood at another time.
   *
   * @return when they are settled
   */
  long adopt(double[] taus, long clockMicros, double[] counters, int from, int to) {
    if (latest == NEVER) {
      return clockMicros;
    }
    if (clockMicros != NEVER) {
      scale(taus, clockMicros, latest, counters, from, to);
    }
    return latest;
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
