package io.eddy.model.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events of sources that return to few destinations, with several at one time. */
final class RandomEvents {
  private RandomEvents() {}

  static List<LinkEvent> of(long seed, int count) {
    Random random = new Random(seed);
    List<LinkEvent> events = new ArrayList<>();
    long time = 0;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(3);
      int src = random.nextInt(12);
      int dst = random.nextInt(4) > 0 ? (src + random.nextInt(4)) % 40 : random.nextInt(40);
      events.add(new LinkEvent("u" + src, "p" + dst, time));
    }
    return events;
  }
}
