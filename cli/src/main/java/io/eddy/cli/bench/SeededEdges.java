package io.eddy.cli.bench;

import io.eddy.schemas.EdgeEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Events without an end, 10,000 a second of event time, with seeded random features. */
final class SeededEdges implements Supplier<EdgeEvent> {
  private static final long START_MICROS = 1_600_000_000_000_000L;
  private static final long STEP_MICROS = 100;
  private static final int FEATURE_ROWS = 256;

  private final Pairs pairs;
  private final List<List<Float>> features = new ArrayList<>();
  private long made;

  /**
   * A stream.
   *
   * @param pairs its ends
   * @param width features of an event
   */
  SeededEdges(Pairs pairs, int width) {
    this.pairs = pairs;
    Random random = new Random(0);
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
    Pairs.Pair pair = pairs.at().apply(number);
    return new EdgeEvent(
        "e" + number,
        pair.src(),
        pair.dst(),
        Instant.EPOCH.plus(START_MICROS + number * STEP_MICROS, ChronoUnit.MICROS),
        features.get((int) (number % FEATURE_ROWS)),
        "");
  }
}
