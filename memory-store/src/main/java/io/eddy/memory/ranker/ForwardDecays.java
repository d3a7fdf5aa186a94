package io.eddy.memory.ranker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The clocks of many counters that decay exponentially, each kind at its own time scale: one
 * exponential a kind serves all counters of it, and a counter is touched only when it changes.
 *
 * <p>Forward decay (Cormode et al., ICDE 2009): a counter holds Σ e^{(tᵢ−L)/τ} for a landmark L, an
 * event adds {@link #weight}, and the decayed count at t is the counter times {@link #factors}. The
 * landmark moves before the sums get too large; {@link #advance} says by how much the owner must
 * scale its counters then. Not thread-safe.
 */
final class ForwardDecays {
  private static final double MAX_EXPONENT = 200;
  private static final double NOTHING = 1e-30;
  private static final double MICROS = 1e6;

  private final long[] landmarks;
  private boolean started;

  ForwardDecays(int kinds) {
    landmarks = new long[kinds];
  }

  int kinds() {
    return landmarks.length;
  }

  /** What an event at this time adds to a counter of a kind, after {@link #advance} to the time. */
  double weight(int kind, double tau, long timeMicros) {
    return StrictMath.exp((timeMicros - landmarks[kind]) / (MICROS * tau));
  }

  /** What counters of a kind are worth at a time. */
  double factor(int kind, double tau, long timeMicros) {
    return started ? StrictMath.exp((landmarks[kind] - timeMicros) / (MICROS * tau)) : 0;
  }

  /** What counters of each kind are worth at a time. */
  void factors(double[] taus, long timeMicros, double[] factors) {
    for (int k = 0; k < landmarks.length; k++) {
      factors[k] = factor(k, taus[k], timeMicros);
    }
  }

  /**
   * Prepares for an event.
   *
   * @param scales receives what every counter of each kind must be multiplied by
   * @return whether any of the scales is not 1
   */
  boolean advance(double[] taus, long timeMicros, double[] scales) {
    if (!started) {
      started = true;
      Arrays.fill(landmarks, timeMicros);
    }
    boolean moved = false;
    for (int k = 0; k < landmarks.length; k++) {
      double exponent = (timeMicros - landmarks[k]) / (MICROS * taus[k]);
      scales[k] = 1;
      if (exponent > MAX_EXPONENT) {
        scales[k] = StrictMath.exp(-exponent);
        landmarks[k] = timeMicros;
        moved = true;
      }
    }
    return moved;
  }

  /** A counter after its landmark moved; what is far below any use becomes 0. */
  static double scaled(double counter, double scale) {
    double value = counter * scale;
    return value < NOTHING ? 0 : value;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(started);
    for (long landmark : landmarks) {
      out.writeLong(landmark);
    }
  }

  void read(DataInput in) throws IOException {
    started = in.readBoolean();
    for (int k = 0; k < landmarks.length; k++) {
      landmarks[k] = in.readLong();
    }
  }

  /** The landmark of a kind, microseconds. */
  long landmark(int kind) {
    return landmarks[kind];
  }
}
