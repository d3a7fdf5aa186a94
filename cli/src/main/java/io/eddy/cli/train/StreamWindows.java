package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataSet;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.graph.FeaturePlan;
import io.eddy.model.smpnn.graph.NodeActivity;
import io.eddy.model.smpnn.train.LinkWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stream cut into windows of as many events each; an edge's weight is how often it came. The last
 * slice is only what comes next of the one before.
 *
 * @param list the windows by time
 * @param nodes of the whole stream
 * @param namesOfLast names of the last window's nodes, by number
 */
record StreamWindows(List<LinkWindow> list, int nodes, List<String> namesOfLast)
    implements AutoCloseable {
  private static final int LEAST_EVENTS = 20;

  /** Keeps its own lists. */
  StreamWindows {
    list = List.copyOf(list);
    namesOfLast = List.copyOf(namesOfLast);
  }

  /**
   * Cuts.
   *
   * @param slices 4 or more; the windows are one less
   * @param columns of the nodes' features
   * @param options say which features
   * @throws CommandException if the stream is too short
   */
  static StreamWindows of(DataSet set, int slices, int columns, StreamFeatureOptions options) {
    List<DataEvent> events = set.events();
    if (events.size() < slices * LEAST_EVENTS) {
      throw new CommandException(
          "'%s' has %,d events, too few for %d windows; give fewer --windows"
              .formatted(set.name(), events.size(), slices));
    }
    Set<String> nodes = new LinkedHashSet<>();
    events.forEach(event -> nodes.addAll(List.of(event.src(), event.dst())));
    List<LinkWindow> windows = new ArrayList<>();
    List<String> names = List.of();
    TgnBundle network = options.network();
    try (MemoryReplay memories = network == null ? null : new MemoryReplay(set, network)) {
      int end = 0;
      for (int slice = 0; slice + 1 < slices; slice++) {
        List<DataEvent> now = slice(events, slice, slices);
        end += now.size();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        CsrGraph graph = graph(now, numbers);
        names = List.copyOf(numbers.keySet());
        if (memories != null) {
          memories.to(end);
        }
        FeatureMatrix features =
            new FeatureMatrix(
                features(graph, names, columns, options.plan(), now, numbers, memories), columns);
        windows.add(
            new LinkWindow(graph, features, next(slice(events, slice + 1, slices), numbers)));
      }
    }
    return new StreamWindows(windows, nodes.size(), names);
  }

  /** As a snapshot at the moment of the window's last event has them. */
  private static float[] features(
      CsrGraph graph,
      List<String> names,
      int columns,
      FeaturePlan plan,
      List<DataEvent> events,
      Map<String, Integer> numbers,
      @Nullable MemoryReplay memories) {
    NodeActivity activity = new NodeActivity();
    for (DataEvent event : events) {
      long time = event.timeMicros();
      activity.add(number(event.src(), numbers), 1, time, time);
      if (!event.dst().equals(event.src())) {
        activity.add(number(event.dst(), numbers), 1, time, time);
      }
    }
    return plan.features(
        graph,
        names::get,
        columns,
        activity,
        events.get(events.size() - 1).timeMicros(),
        node -> memories == null ? null : memories.of(names.get(node)));
  }

  private static List<DataEvent> slice(List<DataEvent> events, int slice, int slices) {
    long size = events.size();
    return events.subList((int) (size * slice / slices), (int) (size * (slice + 1) / slices));
  }

  private static CsrGraph graph(List<DataEvent> events, Map<String, Integer> numbers) {
    EdgeList edges = new EdgeList(events.size());
    for (DataEvent event : events) {
      int source = number(event.src(), numbers);
      edges.add(source, number(event.dst(), numbers));
    }
    return CsrGraph.undirected(numbers.size(), edges);
  }

  private static int number(String name, Map<String, Integer> numbers) {
    int next = numbers.size();
    Integer known = numbers.putIfAbsent(name, next);
    return known == null ? next : known;
  }

  /** Pairs of known nodes, each once. */
  private static int[] next(List<DataEvent> events, Map<String, Integer> numbers) {
    Map<Long, int[]> pairs = new HashMap<>();
    List<int[]> order = new ArrayList<>();
    for (DataEvent event : events) {
      Integer source = numbers.get(event.src());
      Integer target = numbers.get(event.dst());
      if (source != null && target != null && !source.equals(target)) {
        int[] pair = {source, target};
        if (pairs.putIfAbsent((long) source << Integer.SIZE | target, pair) == null) {
          order.add(pair);
        }
      }
    }
    return order.stream().flatMapToInt(Arrays::stream).toArray();
  }

  @Override
  public void close() {
    list.forEach(window -> window.graph().close());
  }
}
