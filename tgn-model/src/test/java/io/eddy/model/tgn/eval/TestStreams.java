package io.eddy.model.tgn.eval;

import io.eddy.model.eval.LinkEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Streams whose sources return to destinations of their own, with rare strays. */
public final class TestStreams {
  private TestStreams() {}

  /** So many events of 12 sources among 20 destinations; some of one source and time. */
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
