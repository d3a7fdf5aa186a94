package io.eddy.model.eval;

import java.util.Arrays;
import java.util.List;

/**
 * A chronological split: training up to and including one time, validation up to and including
 * another, test after it. The times are quantiles of the data's times with linear interpolation
 * between neighbours, as NumPy computes them, so they may lie between two events.
 *
 * @param lastTraining end of the training part, microseconds
 * @param lastValidation end of the validation part, microseconds
 */
public record TimeSplit(double lastTraining, double lastValidation) {
  /** Quantile at which the published protocol ends the training part. */
  public static final double TRAINING = 0.70;

  /** Quantile at which the published protocol ends the validation part. */
  public static final double VALIDATION = 0.85;

  /** The parts of a split. */
  public enum Part {
    /** Up to the end of training. */
    TRAINING,
    /** After training, up to the end of validation. */
    VALIDATION,
    /** After validation. */
    TEST
  }

  /**
   * The published 70/15/15 split of a stream.
   *
   * @throws IllegalArgumentException if there are no events or they are out of order
   */
  public static TimeSplit ofEvents(List<LinkEvent> events) {
    long[] times = new long[events.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = events.get(i).timeMicros();
      if (i > 0 && times[i] < times[i - 1]) {
        throw new IllegalArgumentException(
            "event %d of time %d us follows one of time %d us; sort the events by time"
                .formatted(i, times[i], times[i - 1]));
      }
    }
    return of(times);
  }

  /** The published 70/15/15 split of these times, in any order. */
  public static TimeSplit of(long[] timesMicros) {
    return of(timesMicros, TRAINING, VALIDATION);
  }

  /**
   * The split of these times, in any order, at two quantiles.
   *
   * @throws IllegalArgumentException if there are no times or the quantiles are not ordered
   */
  public static TimeSplit of(long[] timesMicros, double training, double validation) {
    if (timesMicros.length == 0) {
      throw new IllegalArgumentException("no events to split; a split needs at least one");
    }
    if (!(0 <= training && training <= validation && validation <= 1)) {
      throw new IllegalArgumentException(
          "split at the quantiles %s and %s; expected 0 <= first <= second <= 1"
              .formatted(training, validation));
    }
    long[] sorted = timesMicros.clone();
    Arrays.sort(sorted);
    return new TimeSplit(quantile(sorted, training), quantile(sorted, validation));
  }

  /** The part an event of this time is in. */
  public Part partOf(long timeMicros) {
    if (timeMicros <= lastTraining) {
      return Part.TRAINING;
    }
    return timeMicros <= lastValidation ? Part.VALIDATION : Part.TEST;
  }

  private static double quantile(long[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    double gap = sorted[above] - sorted[below];
    double share = position - below;
    // NumPy goes from the nearer neighbour; the other way may round to the other side of an event.
    return share < 0.5 ? sorted[below] + gap * share : sorted[above] - gap * (1 - share);
  }
}
