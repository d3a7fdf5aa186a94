package io.eddy.model.smpnn.graph;

/**
 * A part of a graph, with nodes numbered anew but in the same order. Degrees are those of the whole
 * graph, and so the elements of its operators are too.
 *
 * @param graph the part; closed with this
 * @param nodes the number in the whole graph of each node, ascending
 * @param own the nodes, by their numbers here, whose outputs the part is for; ascending. The others
 *     are there to be aggregated
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in a hot path; nobody compares parts.
public record SubGraph(CsrGraph graph, int[] nodes, int[] own) implements AutoCloseable {

  @Override
  public void close() {
    graph.close();
  }
}
