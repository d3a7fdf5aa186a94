package io.eddy.memory.ranker;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * How active a source is and how it tends to go on: pace, habit of staying at one destination,
 * appetite for new ones. One update is O(1). Not thread-safe.
 */
final class SourceStats {
  static final List<String> NAMES =
      List.of(
          "source.logGap",
          "source.logEvents",
          "source.logDistinct",
          "source.sameFast",
          "source.sameSlow",
          "source.newFast",
          "source.newSlow",
          "source.meanLogGapSlow",
          "source.meanLogGapFast",
          "source.lastLogGap",
          "source.logRun",
          "source.logAge",
          "source.lastNew",
          "source.hourSin",
          "source.hourCos");

  private static final double FAST = 0.8;
  private static final double SLOW = 0.97;
  private static final double GAP_SLOW = 0.9;
  private static final double GAP_FAST = 0.6;
  private static final double SAME_START = 0.8;
  private static final double NEW_START = 0.3;
  private static final long DAY_MICROS = 86_400_000_000L;

  long events;
  long firstMicros;
  long lastMicros;
  private long distinct;
  private double sameFast = SAME_START;
  private double sameSlow = SAME_START;
  private double newFast = NEW_START;
  private double newSlow = NEW_START;
  private double gapSlow = Double.NaN;
  private double gapFast = Double.NaN;
  private double lastGap = -1;
  private long run;
  private boolean lastNew;

  /** Takes in an event. */
  void apply(boolean same, boolean newPair, long timeMicros, RankerScales scales) {
    if (events == 0) {
      firstMicros = timeMicros;
    } else {
      lastGap = RankerScales.logGap(lastMicros, timeMicros);
      double start = scales.settings.sourceLogGap();
      gapSlow = ema(GAP_SLOW, Double.isNaN(gapSlow) ? start : gapSlow, lastGap);
      gapFast = ema(GAP_FAST, Double.isNaN(gapFast) ? start : gapFast, lastGap);
      sameFast = ema(FAST, sameFast, same ? 1 : 0);
      sameSlow = ema(SLOW, sameSlow, same ? 1 : 0);
      newFast = ema(FAST, newFast, newPair ? 1 : 0);
      newSlow = ema(SLOW, newSlow, newPair ? 1 : 0);
    }
    distinct += newPair ? 1 : 0;
    run = same ? run + 1 : 1;
    lastNew = newPair;
    lastMicros = timeMicros;
    events++;
  }

  static double ema(double keep, double mean, double value) {
    return keep * mean + (1 - keep) * value;
  }

  /** Writes the features before an event at this time. */
  void features(long timeMicros, RankerScales scales, float[] out) {
    double start = scales.settings.sourceLogGap();
    double hour = 2 * Math.PI * Math.floorMod(timeMicros, DAY_MICROS) / DAY_MICROS;
    int at = RankerFeatures.SOURCE;
    out[at++] =
        (float)
            (events == 0
                ? RankerScales.neverLogGap()
                : RankerScales.logGap(lastMicros, timeMicros));
    out[at++] = (float) FastLog.log1p(events);
    out[at++] = (float) FastLog.log1p(distinct);
    out[at++] = (float) sameFast;
    out[at++] = (float) sameSlow;
    out[at++] = (float) newFast;
    out[at++] = (float) newSlow;
    out[at++] = (float) (Double.isNaN(gapSlow) ? start : gapSlow);
    out[at++] = (float) (Double.isNaN(gapFast) ? start : gapFast);
    out[at++] = (float) lastGap;
    out[at++] = (float) FastLog.log1p(run);
    out[at++] = (float) (events == 0 ? 0 : RankerScales.logGap(firstMicros, timeMicros));
    out[at++] = lastNew ? 1 : 0;
    out[at++] = (float) StrictMath.sin(hour);
    out[at] = (float) StrictMath.cos(hour);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(events);
    out.writeLong(firstMicros);
    out.writeLong(lastMicros);
    out.writeLong(distinct);
    out.writeDouble(sameFast);
    out.writeDouble(sameSlow);
    out.writeDouble(newFast);
    out.writeDouble(newSlow);
    out.writeDouble(gapSlow);
    out.writeDouble(gapFast);
    out.writeDouble(lastGap);
    out.writeLong(run);
    out.writeBoolean(lastNew);
  }

  void read(DataInput in) throws IOException {
    events = in.readLong();
    firstMicros = in.readLong();
    lastMicros = in.readLong();
    distinct = in.readLong();
    sameFast = in.readDouble();
    sameSlow = in.readDouble();
    newFast = in.readDouble();
    newSlow = in.readDouble();
    gapSlow = in.readDouble();
    gapFast = in.readDouble();
    lastGap = in.readDouble();
    run = in.readLong();
    lastNew = in.readBoolean();
  }
}
