package io.eddy.cli.data;

import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.EdgeList;
import io.eddy.model.smpnn.graph.FeatureMatrix;

/**
 * A graph that stands still, with features and classes of its nodes, whole in memory.
 *
 * @param name in the catalogue
 * @param nodes how many
 * @param edges undirected, each once
 * @param features of the nodes
 * @param classes of the nodes, from 0
 * @param classCount how many classes
 * @param training nodes
 * @param validation nodes
 * @param test nodes
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in a hot path; nobody compares graphs.
public record GraphData(
    String name,
    int nodes,
    EdgeList edges,
    FeatureMatrix features,
    int[] classes,
    int classCount,
    int[] training,
    int[] validation,
    int[] test) {

  /** The graph; the caller closes it. */
  public CsrGraph graph() {
    return CsrGraph.undirected(nodes, edges);
  }
}
