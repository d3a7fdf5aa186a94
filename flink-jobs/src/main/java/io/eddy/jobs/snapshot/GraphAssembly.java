package io.eddy.jobs.snapshot;

import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.NodeActivity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one snapshot as they come in: numbers for the nodes and a list of edges. {@link
 * #sorted} renumbers the nodes by name, so that the graph, and every sum over it, is the same
 * whichever way the parts came. One thread at a time.
 */
final class GraphAssembly {
  private final long id;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final EdgeList edges = new EdgeList();
  private @Nullable NodeActivity activity = new NodeActivity();
  private long timeMicros;

  GraphAssembly(long id) {
    this.id = id;
    this.timeMicros = Long.MIN_VALUE;
  }

  /**
   * A graph whose nodes are numbered in the order of their names; off the heap.
   *
   * @param activity of the nodes; null if rows came without times
   */
  record Sorted(List<String> names, CsrGraph graph, @Nullable NodeActivity activity)
      implements AutoCloseable {
    @Override
    public void close() {
      graph.close();
    }
  }

  void add(SnapshotPart.Row row) {
    seen(row.timeMicros());
    int node = number(row.node());
    PairTimes times = row.times();
    // One row without them, and what is known of times is not the whole.
    activity = times == null ? null : activity;
    for (int i = 0; i < row.weights().length; i++) {
      int other = number(row.others().get(i));
      edges.add(node, other, row.weights()[i]);
      if (times != null && activity != null) {
        activity.add(node, times.events()[i], times.oldestMicros()[i], times.newestMicros()[i]);
        if (other != node) {
          activity.add(other, times.events()[i], times.oldestMicros()[i], times.newestMicros()[i]);
        }
      }
    }
  }

  /** Takes note of an event time; the newest is the snapshot's. */
  void seen(long micros) {
    timeMicros = Math.max(timeMicros, micros);
  }

  long id() {
    return id;
  }

  long timeMicros() {
    return timeMicros;
  }

  int nodes() {
    return names.size();
  }

  /** Pairs with an edge between them. */
  int edges() {
    return edges.size();
  }

  /** Builds the graph; the caller closes it. */
  Sorted sorted() {
    String[] sorted = names.toArray(String[]::new);
    Arrays.parallelSort(sorted);
    int[] ranks = new int[sorted.length];
    for (int rank = 0; rank < sorted.length; rank++) {
      ranks[Objects.requireNonNull(numbers.get(sorted[rank]))] = rank;
    }
    EdgeList renumbered = new EdgeList(Math.max(1, edges.size()));
    for (int edge = 0; edge < edges.size(); edge++) {
      renumbered.add(ranks[edges.source(edge)], ranks[edges.target(edge)], edges.weight(edge));
    }
    return new Sorted(
        List.of(sorted),
        CsrGraph.undirected(sorted.length, renumbered),
        activity == null ? null : activity.renumbered(ranks));
  }

  private int number(String name) {
    Integer known = numbers.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
      return names.size() - 1;
    }
    return known;
  }
}
