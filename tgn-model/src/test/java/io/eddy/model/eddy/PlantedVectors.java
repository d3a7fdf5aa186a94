package io.eddy.model.eddy;

import io.eddy.model.eval.LinkEvent;
import io.eddy.model.ranker.RandomParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A stream whose features say little and whose vectors say all: every source goes anywhere, its
 * embedding points to the card of where it goes next. A destination's card is a vector of its own,
 * so only the product of the two tells which it is.
 */
public final class PlantedVectors {
  /** Numbers of an embedding and of a memory. */
  public static final int SIZE = 6;

  private static final int DESTINATIONS = 40;

  private final float[][] cards = new float[DESTINATIONS][];

  /** Vectors of a seed. */
  public PlantedVectors(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < DESTINATIONS; i++) {
      cards[i] = RandomParameters.normal(random, SIZE, 1);
    }
  }

  /** So many events; a destination's name ends in its number. */
  public static List<LinkEvent> events(long seed, int count) {
    Random random = new Random(seed);
    List<LinkEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(
          new LinkEvent(
              "u" + random.nextInt(20), "p" + random.nextInt(DESTINATIONS), i * 20_000_000L));
    }
    return events;
  }

  /** The vectors of events. */
  public EventVectors of(List<LinkEvent> events) {
    EventVectors vectors = new EventVectors(events.size(), 0, SIZE, SIZE);
    for (int i = 0; i < events.size(); i++) {
      float[] card = cards[Integer.parseInt(events.get(i).dst().substring(1))];
      vectors.putEmbedding(i, card);
      vectors.putMemory(i, card);
    }
    return vectors;
  }
}
