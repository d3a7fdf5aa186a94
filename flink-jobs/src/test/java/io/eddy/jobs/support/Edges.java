package io.eddy.jobs.support;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Edges for tests: single ones, and seeded streams with recurring pairs. */
public final class Edges {
  private Edges() {}

  public static Edge edge(int number, String src, String dst, long timeMicros) {
    EdgeRef ref =
        new EdgeRef(
            "e" + number,
            src,
            dst,
            timeMicros,
            Math.floorDiv(timeMicros, 1_000L) + number,
            EdgeRef.origin(0, number));
    return new Edge(ref, new float[] {number, 0.5f}, "payment");
  }

  /** An event in the place of another, of its source with itself. */
  public static Edge alone(Edge edge) {
    EdgeRef ref = edge.ref();
    return new Edge(
        new EdgeRef(
            ref.id(), ref.src(), ref.src(), ref.timeMicros(), ref.appendedAtMillis(), ref.origin()),
        edge.features(),
        "");
  }

  /** Events in time order; sources return to their destinations, and times repeat. */
  public static List<Edge> stream(long seed, int count, int sources, int destinations) {
    Random random = new Random(seed);
    List<Edge> edges = new ArrayList<>();
    long time = 1_700_000_000_000_000L;
    for (int i = 0; i < count; i++) {
      time += random.nextInt(3) * 500_000L;
      int src = random.nextInt(sources);
      int dst =
          random.nextBoolean()
              ? (src * 7 + random.nextInt(3)) % destinations
              : (int) (destinations * Math.pow(random.nextDouble(), 3));
      edges.add(edge(i, "u" + src, "v" + dst, time));
    }
    return edges;
  }
}
