package io.eddy.model.ranker;

import io.eddy.model.eval.LinkEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A stream that can be learned: each source goes round its own few destinations in a fixed order,
 * so the one it left longest ago comes next, with a share of chance. Several events share a time.
 */
public final class HabitualStream {
  private HabitualStream() {}

  /** So many events. */
  public static List<LinkEvent> of(long seed, int count) {
    Random random = new Random(seed);
    int[] position = new int[20];
    List<LinkEvent> events = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(3) * 20_000_000L;
      int src = random.nextInt(position.length);
      int dst = random.nextInt(60);
      if (random.nextInt(10) > 0) {
        position[src] = (position[src] + 1) % 4;
        dst = (src * 3 + position[src]) % 60;
      }
      events.add(new LinkEvent("u" + src, "p" + dst, time));
    }
    return events;
  }
}
