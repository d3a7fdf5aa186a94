package io.eddy.cli.bench;

import io.eddy.schemas.EdgeEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Seeded events without an end: sources go to destinations, 10,000 a second of event time, with
 * random features. First every source has one event, and with that every destination some; then
 * both come with frequencies that fall off as in real streams.
 */
final class SeededEdges implements Supplier<EdgeEvent> {
  private static final long START_MICROS = 1_600_000_000_000_000L;
  private static final long STEP_MICROS = 100;
  private static final int FEATURE_ROWS = 256;

  private final Random random = new Random(0);
  private final int sources;
  private final int destinations;
  private final List<List<Float>> features = new ArrayList<>();
  private long made;

  /**
   * A stream.
   *
   * @param nodes of which a tenth are destinations
   * @param width features of an event
   */
  SeededEdges(int nodes, int width) {
    this.destinations = Math.max(1, nodes / 10);
    this.sources = Math.max(1, nodes - destinations);
    for (int row = 0; row < FEATURE_ROWS; row++) {
      List<Float> values = new ArrayList<>(width);
      for (int i = 0; i < width; i++) {
        values.add((float) random.nextGaussian());
      }
      features.add(values);
    }
  }

  @Override
  public EdgeEvent get() {
    long number = made++;
    boolean first = number < sources;
    return new EdgeEvent(
        "e" + number,
        "u" + (first ? number : falling(sources)),
        "v" + (first ? number % destinations : falling(destinations)),
        Instant.EPOCH.plus(START_MICROS + number * STEP_MICROS, ChronoUnit.MICROS),
        features.get((int) (number % FEATURE_ROWS)),
        "");
  }

  private long falling(int nodes) {
    return (long) (nodes * random.nextDouble() * random.nextDouble());
  }
}
