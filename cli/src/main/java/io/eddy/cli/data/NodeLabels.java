package io.eddy.cli.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels of nodes, as pictures show them. */
public final class NodeLabels {
  private NodeLabels() {}

  /**
   * What is known of nodes, or of the events that they are the source of, in the end: the largest
   * label, -1 where there is none.
   */
  public static int[] of(DataSet set, List<String> names) {
    Map<String, String> sources = new HashMap<>();
    set.events().forEach(event -> sources.put(event.id(), event.src()));
    Map<String, Integer> known = new HashMap<>();
    for (DataLabel label : set.labels()) {
      String node = sources.getOrDefault(label.subject(), label.subject());
      known.merge(node, (int) label.value(), Math::max);
    }
    return names.stream().mapToInt(name -> known.getOrDefault(name, -1)).toArray();
  }
}
