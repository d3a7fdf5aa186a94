package io.eddy.jobs.snapshot;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;

/** Computes the embeddings of a snapshot on one device. One call at a time. */
interface GraphEmbedder {
  /** Where it computes. */
  String device();

  /**
   * The embeddings of a graph's nodes.
   *
   * @param timeMicros the snapshot's event time
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  EmbeddingSnapshot embed(long id, long timeMicros, GraphAssembly.Sorted graph);
}
