package io.eddy.jobs.loop;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Events and what each makes the nodes send. The number of visits of every node follows from it
 * whatever the order, and so does the tally of a run in which nothing is lost or doubled.
 *
 * @param shape where ripples go
 * @param events how many
 * @param nodes how many
 * @param width messages a visit sends
 * @param ttl hops
 * @param payload bytes of a message
 * @param maxDelay delays are drawn from 0 to this
 * @param burst whether only the last event goes {@code ttl} hops, and all others one
 */
record Workload(
    Shape shape,
    long events,
    int nodes,
    int width,
    int ttl,
    int payload,
    double maxDelay,
    boolean burst)
    implements Serializable {

  /** Where ripples go. */
  enum Shape {
    /** To nodes all over. */
    SPREAD,
    /** From a hub to its leaves, and from each back to the hub. */
    HUB
  }

  static Workload chain(long events, int ttl) {
    return new Workload(Shape.SPREAD, events, 500, 1, ttl, 8, 0, false);
  }

  static Workload fanOut(long events, int width, int ttl) {
    return new Workload(Shape.SPREAD, events, 500, width, ttl, 8, 0, false);
  }

  static Workload hub(long events, int leaves) {
    return new Workload(Shape.HUB, events, leaves, leaves, 2, 8, 0, false);
  }

  Workload withPayload(int bytes) {
    return new Workload(shape, events, nodes, width, ttl, bytes, maxDelay, burst);
  }

  Workload withDelays(double max) {
    return new Workload(shape, events, nodes, width, ttl, payload, max, burst);
  }

  /** Leaves nearly all messages to the end of the input. */
  Workload withBurst() {
    return new Workload(shape, events, nodes, width, ttl, payload, maxDelay, true);
  }

  Ripple event(long number) {
    return new Ripple(number, hops(number), new byte[payload]);
  }

  private int hops(long number) {
    return burst && number < events - 1 ? 1 : ttl;
  }

  String firstNode(long number) {
    return shape == Shape.HUB ? "hub" : node(Tally.mix(number));
  }

  int sends(Ripple ripple) {
    return ripple.ttl() == 0 ? 0 : shape == Shape.HUB && ripple.ttl() == 1 ? 1 : width;
  }

  Ripple next(Ripple ripple, int index) {
    return new Ripple(
        Tally.mix(ripple.id() * 31 + index + 7L * ripple.ttl()),
        ripple.ttl() - 1,
        ripple.payload());
  }

  String target(Ripple next, int index) {
    if (shape == Shape.HUB) {
      return next.ttl() == 1 ? "leaf" + index : "hub";
    }
    return node(next.id());
  }

  private String node(long id) {
    return "n" + Math.floorMod(id, nodes);
  }

  /** What a run tallies in which every message has its effect once. */
  Tally expected() {
    Map<String, Long> visits = new HashMap<>();
    record At(String node, Ripple ripple) {}
    Deque<At> open = new ArrayDeque<>();
    for (long number = 0; number < events; number++) {
      open.add(new At(firstNode(number), new Ripple(number, hops(number), new byte[0])));
      while (!open.isEmpty()) {
        At at = open.removeLast();
        visits.merge(at.node, 1L, Long::sum);
        for (int i = 0; i < sends(at.ripple); i++) {
          Ripple next = next(at.ripple, i);
          open.add(new At(target(next, i), next));
        }
      }
    }
    Tally tally = Tally.NONE;
    for (Map.Entry<String, Long> node : visits.entrySet()) {
      for (long visit = 1; visit <= node.getValue(); visit++) {
        tally = tally.plus(Tally.visit(node.getKey(), visit));
      }
    }
    return tally;
  }
}
