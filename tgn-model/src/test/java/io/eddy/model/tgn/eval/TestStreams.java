package io.eddy.model.tgn.eval;

import io.eddy.model.eval.LinkEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Streams with a pattern that is known. */
public final class TestStreams {
  private TestStreams() {}

  /**
   * So many events of 12 sources, all among the 3 of 24 destinations that are in fashion; every 40
   * events they are others.
   */
  public static LinkStream fashions(long seed, int size) {
    Random random = new Random(seed);
    List<LinkEvent> events = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int dst = (i / 40 * 3 + random.nextInt(3)) % 24;
      events.add(new LinkEvent("u" + random.nextInt(12), "v" + dst, i * 10_000_000L));
    }
    return LinkStream.of(events, new float[0], 0);
  }

  /**
   * So many events of 12 sources, each with destinations it returns to, of 20; some of one source
   * and time.
   */
  public static LinkStream habits(long seed, int size) {
    return LinkStream.of(events(seed, size), new float[0], 0);
  }

  /** The events of {@link #habits}. */
  public static List<LinkEvent> events(long seed, int size) {
    Random random = new Random(seed);
    List<LinkEvent> events = new ArrayList<>();
    long time = 0;
    while (events.size() < size) {
      int src = random.nextInt(12);
      int dst = random.nextInt(8) > 0 ? src + random.nextInt(2) : random.nextInt(20);
      time += random.nextInt(60) * 1_000_000L;
      events.add(new LinkEvent("u" + src, "v" + dst, time));
      if (random.nextInt(10) == 0 && events.size() < size) {
        events.add(new LinkEvent("u" + src, "v" + random.nextInt(20), time));
      }
    }
    return events;
  }
}
