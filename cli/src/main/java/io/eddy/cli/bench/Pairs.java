package io.eddy.cli.bench;

import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/**
 * Which node goes to which in a stream without an end.
 *
 * @param nodes different ones
 * @param round events after which each of them has been in one
 * @param at the pair of the event of a number, from 0 on
 */
record Pairs(int nodes, long round, LongFunction<Pair> at) {

  /**
   * Both ends of an event.
   *
   * @param src source
   * @param dst destination
   */
  record Pair(String src, String dst) {}

  /**
   * Seeded ones: first every source has one event, and with that every destination some; then both
   * come with frequencies that fall off as in real streams.
   *
   * @param nodes of which a tenth are destinations
   */
  static Pairs drawn(int nodes) {
    int destinations = Math.max(1, nodes / 10);
    int sources = Math.max(1, nodes - destinations);
    return new Pairs(
        nodes,
        sources,
        number -> {
          SplittableRandom random = new SplittableRandom(number);
          return number < sources
              ? new Pair("u" + number, "v" + number % destinations)
              : new Pair("u" + falling(random, sources), "v" + falling(random, destinations));
        });
  }

  private static long falling(SplittableRandom random, int nodes) {
    return (long) (nodes * random.nextDouble() * random.nextDouble());
  }

  /** Those of a data set, over and over. */
  static Pairs of(DataSet data) {
    List<DataEvent> events = data.events();
    Set<String> names = new HashSet<>();
    for (DataEvent event : events) {
      names.add(event.src());
      names.add(event.dst());
    }
    return new Pairs(
        names.size(),
        events.size(),
        number -> {
          DataEvent event = events.get((int) (number % events.size()));
          return new Pair(event.src(), event.dst());
        });
  }
}
