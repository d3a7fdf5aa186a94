package io.eddy.model.smpnn.graph;

/**
 * Features that tell when a node was active, as seen from the moment of a snapshot: ln(1 + events),
 * ln(1 + hours) since its newest event, since its oldest one, and between two events in the mean;
 * then cos(2π · age / period) of the newest event for the periods of an hour, a day, a week and 30
 * days (a fixed time encoding, as in GraphMixer, Cong et al. 2023).
 *
 * <p>Ages and not times, so that a network trained on one window can be asked about a later one. An
 * event after the moment has age 0.
 */
final class TimeFeatures {
  /** Columns of a row. */
  static final int COLUMNS = 8;

  private static final double HOUR_MICROS = 3_600e6;
  private static final double[] PERIODS_HOURS = {1, 24, 168, 720};

  private TimeFeatures() {}

  /** Writes a node's features; zeros for a node without events. */
  static void write(NodeActivity activity, int node, long momentMicros, float[] row, int at) {
    long events = activity.events(node);
    if (events == 0) {
      return;
    }
    double newest = hours(momentMicros, activity.newestMicros(node));
    double oldest = hours(momentMicros, activity.oldestMicros(node));
    row[at] = (float) Math.log1p(events);
    row[at + 1] = (float) Math.log1p(newest);
    row[at + 2] = (float) Math.log1p(oldest);
    row[at + 3] = (float) Math.log1p((oldest - newest) / Math.max(1, events - 1));
    for (int i = 0; i < PERIODS_HOURS.length; i++) {
      row[at + 4 + i] = (float) Math.cos(newest * 2 * Math.PI / PERIODS_HOURS[i]);
    }
  }

  private static double hours(long momentMicros, long micros) {
    return Math.max(0, momentMicros - micros) / HOUR_MICROS;
  }
}
