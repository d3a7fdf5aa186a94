package io.eddy.model.smpnn.graph;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * Cuts parts out of a graph: nodes, those within some hops of them (the halo), and all entries
 * among these. Entries of no other row are read. Takes time in proportion to the part; keeps one
 * number a node between calls. Not thread-safe.
 */
public final class Parts {
  private static final int NOT_HERE = -1;

  private final CsrGraph graph;
  private final int[] here;

  /** Parts of a graph, which must stay open. */
  public Parts(CsrGraph graph) {
    this.graph = graph;
    this.here = new int[graph.nodes()];
    Arrays.fill(here, NOT_HERE);
  }

  /**
   * The part of some nodes with their halo.
   *
   * @param own numbers in the whole graph, each once
   * @param halo hops; with as many as a network has layers the outputs of the own nodes are those
   *     in the whole graph
   */
  public SubGraph around(int[] own, int halo) {
    int[] nodes = reached(own, halo);
    Arrays.sort(nodes);
    for (int i = 0; i < nodes.length; i++) {
      here[nodes[i]] = i;
    }
    int[] starts = new int[nodes.length + 1];
    float[] degrees = new float[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      int count = 0;
      for (int entry = graph.rowStart(nodes[i]); entry < graph.rowEnd(nodes[i]); entry++) {
        count += here[graph.column(entry)] == NOT_HERE ? 0 : 1;
      }
      starts[i + 1] = Math.addExact(starts[i], count);
      degrees[i] = graph.degree(nodes[i]);
    }
    ByteBuffer columnBytes = OffHeap.ofWords(starts[nodes.length]);
    ByteBuffer weightBytes = OffHeap.ofWords(starts[nodes.length]);
    IntBuffer columns = columnBytes.asIntBuffer();
    FloatBuffer weights = weightBytes.asFloatBuffer();
    for (int node : nodes) {
      for (int entry = graph.rowStart(node); entry < graph.rowEnd(node); entry++) {
        int column = here[graph.column(entry)];
        if (column != NOT_HERE) {
          columns.put(column);
          weights.put(graph.weight(entry));
        }
      }
    }
    int[] places = Arrays.stream(own).map(node -> here[node]).sorted().toArray();
    clear(nodes);
    return new SubGraph(
        new CsrGraph(nodes.length, starts, columnBytes, weightBytes, degrees), nodes, places);
  }

  /** The nodes within so many hops; {@link #here} is as before. */
  private int[] reached(int[] own, int halo) {
    int[] nodes = own.clone();
    int size = own.length;
    for (int node : own) {
      here[node] = 0;
    }
    int from = 0;
    for (int hop = 0; hop < halo; hop++) {
      int to = size;
      for (; from < to; from++) {
        for (int entry = graph.rowStart(nodes[from]); entry < graph.rowEnd(nodes[from]); entry++) {
          int other = graph.column(entry);
          if (here[other] == NOT_HERE) {
            here[other] = 0;
            nodes = size == nodes.length ? Arrays.copyOf(nodes, Math.max(16, size * 2)) : nodes;
            nodes[size++] = other;
          }
        }
      }
    }
    nodes = Arrays.copyOf(nodes, size);
    clear(nodes);
    return nodes;
  }

  private void clear(int[] nodes) {
    for (int node : nodes) {
      here[node] = NOT_HERE;
    }
  }
}
