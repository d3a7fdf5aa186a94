package io.eddy.model.train;

import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.eval.PastDestinations;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws the negatives of training batches, in the order of the stream. The draws of an epoch depend
 * on the seed and the epoch alone. Not thread-safe.
 */
final class TgnNegatives {
  private final EdgeColumns events;
  private final TgnTrainingSettings settings;
  private final int[] destinations;
  private final PastDestinations past = new PastDestinations();
  private final SplittableRandom random;

  TgnNegatives(EdgeColumns events, TgnTrainingSettings settings, int epoch) {
    this.events = events;
    this.settings = settings;
    this.destinations = Arrays.stream(events.dst()).distinct().sorted().toArray();
    this.random = new SplittableRandom(settings.seed() * 1_000_003 + epoch);
  }

  /** Negatives of the events of a batch, some for each event, one event after the other. */
  int[] draw(int from, int to) {
    int[] drawn = new int[(to - from) * settings.negatives()];
    int next = 0;
    for (int i = from; i < to; i++) {
      for (int n = 0; n < settings.negatives(); n++) {
        boolean historical = random.nextDouble() < settings.historicalShare();
        drawn[next++] =
            historical
                ? past.draw(events.src()[i], events.dst()[i], destinations, random)
                : destinations[random.nextInt(destinations.length)];
      }
      past.add(events.src()[i], events.dst()[i]);
    }
    return drawn;
  }
}
