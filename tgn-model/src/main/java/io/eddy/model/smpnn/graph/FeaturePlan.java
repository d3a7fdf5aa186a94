package io.eddy.model.smpnn.graph;

import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which features the nodes of a stream's graph have. A row is, in this order: {@link NodeFeatures},
 * whose sketch fills what the others leave; if asked for, {@value TimeFeatures#COLUMNS} features of
 * the times of the node's events; if asked for, the node's memory in a temporal graph network, 0
 * where it has none.
 *
 * <p>A bundle's manifest has it as a text, {@code structure+sketch+time+memory:172:3f0c2a9b1d4e}:
 * the memory's dimension and the version of the network whose memory it is. Memories of another
 * network mean something else.
 *
 * @param time whether there are features of time
 * @param memory dimension of the memory; 0 for none
 * @param memoryModel version of the network that the memory is of; empty for none
 */
public record FeaturePlan(boolean time, int memory, String memoryModel) {
  /** What can be computed from the graph and the names alone. */
  public static final FeaturePlan GRAPH = new FeaturePlan(false, 0, "");

  private static final String TIME = "+time";
  private static final String MEMORY = "+memory:";
  private static final Pattern FORM =
      Pattern.compile(
          Pattern.quote(NodeFeatures.NAME)
              + "(\\+time)?(?:\\+memory:([1-9]\\d{0,5}):([A-Za-z0-9._-]{1,80}))?");

  /**
   * Checks that a memory has a dimension and a network, or neither.
   *
   * @throws IllegalArgumentException if it has one of them
   */
  public FeaturePlan {
    if (memory < 0 || memory == 0 != memoryModel.isEmpty()) {
      throw new IllegalArgumentException(
          "a memory of dimension %d of the network '%s'; expected both or neither"
              .formatted(memory, memoryModel));
    }
  }

  /** What a manifest says; empty if it names features that no stream's nodes have. */
  public static Optional<FeaturePlan> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean memory = parts.group(2) != null;
    return Optional.of(
        new FeaturePlan(
            parts.group(1) != null,
            memory ? Integer.parseInt(parts.group(2)) : 0,
            memory ? parts.group(3) : ""));
  }

  /** What a manifest calls them. */
  public String name() {
    return NodeFeatures.NAME
        + (time ? TIME : "")
        + (memory > 0 ? MEMORY + memory + ":" + memoryModel : "");
  }

  /** Columns of the narrowest row, without a sketch. */
  public int smallest() {
    return NodeFeatures.STRUCTURE + extraColumns();
  }

  /** Columns beside those of {@link NodeFeatures}. */
  public int extraColumns() {
    return (time ? TimeFeatures.COLUMNS : 0) + memory;
  }

  /**
   * The features of all nodes, row by row.
   *
   * @param names of the nodes by number
   * @param columns of a row
   * @param activity of the nodes within the window; may be null without features of time
   * @param momentMicros of the snapshot, event time in microseconds
   * @param memories of the nodes by number, null for a node that has none; not called without
   *     memory
   * @throws IllegalArgumentException if there are too few columns, activities are missing, or a
   *     memory has another dimension
   */
  public float[] features(
      CsrGraph graph,
      IntFunction<String> names,
      int columns,
      @Nullable NodeActivity activity,
      long momentMicros,
      IntFunction<float @Nullable []> memories) {
    int base = columns - extraColumns();
    if (base < NodeFeatures.STRUCTURE) {
      throw new IllegalArgumentException(
          "%d columns of the features %s; expected %d or more"
              .formatted(columns, name(), smallest()));
    }
    if (time && activity == null) {
      throw new IllegalArgumentException(
          "features %s need the times of the nodes' events, which are not known".formatted(name()));
    }
    float[] first = NodeFeatures.of(graph, names, base);
    if (base == columns) {
      return first;
    }
    float[] rows = new float[NodeFeatures.values(graph.nodes(), columns)];
    for (int node = 0; node < graph.nodes(); node++) {
      int at = node * columns;
      System.arraycopy(first, node * base, rows, at, base);
      at += base;
      if (time && activity != null) {
        TimeFeatures.write(activity, node, momentMicros, rows, at);
        at += TimeFeatures.COLUMNS;
      }
      float[] vector = memory == 0 ? null : memories.apply(node);
      if (vector != null) {
        copy(vector, names.apply(node), rows, at);
      }
    }
    return rows;
  }

  private void copy(float[] vector, String name, float[] rows, int at) {
    if (vector.length != memory) {
      throw new IllegalArgumentException(
          "the memory of node '%s' has %d components, but the network was trained on memories of %d (features %s)"
              .formatted(name, vector.length, memory, name()));
    }
    System.arraycopy(vector, 0, rows, at, memory);
  }
}
