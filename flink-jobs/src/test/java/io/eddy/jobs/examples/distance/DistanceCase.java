package io.eddy.jobs.examples.distance;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.examples.cases.ExampleCase;
import io.eddy.jobs.examples.cases.RandomGraph;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;

/** Shortest distances in an undirected graph; the oracle is breadth-first search. */
public final class DistanceCase {
  private DistanceCase() {}

  /** A random graph, part of which is usually not reached. */
  public static ExampleCase<DistanceState, DistanceEvent, Integer, NodeDistance> random(
      int nodes, double meanDegree, long seed) {
    RandomGraph graph = RandomGraph.gnp(nodes, meanDegree / nodes, new Random(seed));
    List<DistanceEvent> events = new ArrayList<>();
    events.add(new DistanceEvent.Start(RandomGraph.name(0)));
    for (int u = 0; u < nodes; u++) {
      for (String v : graph.neighbourNames(u)) {
        events.add(new DistanceEvent.Arc(RandomGraph.name(u), v));
      }
    }
    return of(events, nodes);
  }

  /** Events that hold one start. */
  public static ExampleCase<DistanceState, DistanceEvent, Integer, NodeDistance> of(
      List<DistanceEvent> events, int nodes) {
    return new ExampleCase<>(
        new ShortestDistances(),
        nodes,
        events,
        DistanceEvent::node,
        new ExampleCase.Types<>(
            new VersionedTypeInfo<>(DistanceStateSerializer.INSTANCE),
            new VersionedTypeInfo<>(DistanceEventSerializer.INSTANCE),
            Types.INT,
            new VersionedTypeInfo<>(NodeDistanceSerializer.INSTANCE)),
        results -> assertThat(shortest(results)).isEqualTo(breadthFirst(events)));
  }

  private static Map<String, Integer> shortest(List<NodeDistance> results) {
    Map<String, Integer> shortest = new HashMap<>();
    for (NodeDistance result : results) {
      Integer before = shortest.put(result.node(), result.distance());
      assertThat(before == null || before > result.distance())
          .as("the distances of %s fall", result.node())
          .isTrue();
    }
    return shortest;
  }

  private static Map<String, Integer> breadthFirst(List<DistanceEvent> events) {
    Map<String, List<String>> adjacency = new HashMap<>();
    Map<String, Integer> distances = new HashMap<>();
    Queue<String> frontier = new ArrayDeque<>();
    for (DistanceEvent event : events) {
      if (event instanceof DistanceEvent.Arc arc) {
        adjacency.computeIfAbsent(arc.node(), node -> new ArrayList<>()).add(arc.to());
      } else {
        distances.put(event.node(), 0);
        frontier.add(event.node());
      }
    }
    while (!frontier.isEmpty()) {
      String node = frontier.remove();
      for (String next : adjacency.getOrDefault(node, List.of())) {
        if (distances.putIfAbsent(next, distances.get(node) + 1) == null) {
          frontier.add(next);
        }
      }
    }
    return distances;
  }
}
