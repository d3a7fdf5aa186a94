package io.eddy.model.smpnn.graph;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Draws neighbours hop by hop (Hamilton et al., GraphSAGE, NeurIPS 2017): of each node at hop i at
 * most so many as the i-th fan-out says, without replacement. What is drawn of n neighbours k times
 * is weighted by n/k, so what a node receives is on average what it receives in the whole graph.
 * Not thread-safe.
 */
public final class NeighbourSampler {
  private final CsrGraph graph;
  private final int[] fanOuts;

  /**
   * A sampler; the graph must stay open.
   *
   * @param fanOuts of the own nodes, of their neighbours, and so on; as many as a network has
   *     layers
   * @throws IllegalArgumentException if one is not positive
   */
  public NeighbourSampler(CsrGraph graph, int... fanOuts) {
    if (fanOuts.length == 0 || Arrays.stream(fanOuts).anyMatch(fanOut -> fanOut < 1)) {
      throw new IllegalArgumentException(
          "fan-outs %s; expected one number of neighbours a layer, each 1 or more"
              .formatted(Arrays.toString(fanOuts)));
    }
    this.graph = graph;
    this.fanOuts = fanOuts.clone();
  }

  /** A part for some nodes, each given once. */
  public SubGraph around(int[] own, Random random) {
    Map<Integer, int[]> drawn = new TreeMap<>();
    int[] frontier = own;
    for (int fanOut : fanOuts) {
      Set<Integer> next = new HashSet<>();
      for (int node : frontier) {
        drawn.put(node, draw(node, fanOut, random));
      }
      for (int node : frontier) {
        for (int entry : entries(drawn, node)) {
          next.add(graph.column(entry));
        }
      }
      next.removeAll(drawn.keySet());
      frontier = next.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
    for (int node : frontier) {
      drawn.put(node, new int[0]);
    }
    return part(drawn, own);
  }

  /** Entries of a node's row: all if they are few, else distinct ones (Floyd's draw), sorted. */
  private int[] draw(int node, int fanOut, Random random) {
    int start = graph.rowStart(node);
    int count = graph.rowEnd(node) - start;
    int[] entries = new int[Math.min(count, fanOut)];
    if (count <= fanOut) {
      Arrays.setAll(entries, i -> start + i);
      return entries;
    }
    Set<Integer> chosen = new HashSet<>();
    for (int i = count - fanOut; i < count; i++) {
      int place = random.nextInt(i + 1);
      chosen.add(chosen.contains(place) ? i : place);
    }
    int i = 0;
    for (int place : chosen) {
      entries[i++] = start + place;
    }
    Arrays.sort(entries);
    return entries;
  }

  private SubGraph part(Map<Integer, int[]> drawn, int[] own) {
    int[] nodes = drawn.keySet().stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, Integer> here = new HashMap<>();
    int[] starts = new int[nodes.length + 1];
    float[] degrees = new float[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      here.put(nodes[i], i);
      starts[i + 1] = starts[i] + entries(drawn, nodes[i]).length;
      degrees[i] = graph.degree(nodes[i]);
    }
    ByteBuffer columnBytes = OffHeap.ofWords(starts[nodes.length]);
    ByteBuffer weightBytes = OffHeap.ofWords(starts[nodes.length]);
    IntBuffer columns = columnBytes.asIntBuffer();
    FloatBuffer weights = weightBytes.asFloatBuffer();
    for (int node : nodes) {
      int[] entries = entries(drawn, node);
      float scale = (float) (graph.rowEnd(node) - graph.rowStart(node)) / entries.length;
      for (int entry : entries) {
        columns.put(place(here, graph.column(entry)));
        weights.put(graph.weight(entry) * scale);
      }
    }
    int[] places = Arrays.stream(own).map(node -> place(here, node)).sorted().toArray();
    return new SubGraph(
        new CsrGraph(nodes.length, starts, columnBytes, weightBytes, degrees), nodes, places);
  }

  private static int[] entries(Map<Integer, int[]> drawn, int node) {
    return Objects.requireNonNull(drawn.get(node));
  }

  private static int place(Map<Integer, Integer> here, int node) {
    return Objects.requireNonNull(here.get(node));
  }
}
