package io.eddy.model.smpnn.engine;

import io.eddy.model.smpnn.graph.CsrGraph;

/**
 * Computes an embedding of every node of a graph. One call at a time; it may keep memory and
 * threads between calls until it is closed.
 */
public interface NodeEmbedder extends AutoCloseable {

  /** Features that a node must have, F. */
  int inputs();

  /** Numbers of an embedding, O. */
  int outputs();

  /** Where it computes: {@code cpu} or {@code gpu:N}. */
  String device();

  /**
   * The embeddings of all nodes.
   *
   * @param graph adjacency as it is; the network's operator is applied here
   * @param features nodes × F, row by row; not changed
   * @return nodes × O, row by row
   * @throws IllegalArgumentException if there are not as many features as nodes need, or more than
   *     an array holds
   * @throws java.util.concurrent.CancellationException if the calling thread is interrupted; its
   *     interrupt flag is kept
   */
  float[] embed(CsrGraph graph, float[] features);

  @Override
  void close();
}
