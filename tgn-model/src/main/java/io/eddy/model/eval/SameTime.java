package io.eddy.model.eval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The true destinations of each (source, time) of a data set. */
public final class SameTime {
  private record Moment(String src, long timeMicros) {}

  private final Map<Moment, Set<String>> several = new HashMap<>();

  /** Reads the events once. */
  public SameTime(List<LinkEvent> events) {
    Map<Moment, String> first = new HashMap<>();
    for (LinkEvent event : events) {
      Moment moment = new Moment(event.src(), event.timeMicros());
      String other = first.putIfAbsent(moment, event.dst());
      if (other != null && !other.equals(event.dst())) {
        several.computeIfAbsent(moment, key -> new HashSet<>(Set.of(other))).add(event.dst());
      }
    }
  }

  /** All true destinations of an event's moment if there are several, else none. */
  public Set<String> destinations(LinkEvent event) {
    return several.getOrDefault(new Moment(event.src(), event.timeMicros()), Set.of());
  }
}
