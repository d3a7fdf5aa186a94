package io.eddy.model.tgn.serve;

import io.eddy.memory.node.NeuralMemory;

/** An embedding module for some nodes at once. Buffers are kept: one instance a thread. */
interface EmbeddingRows {
  /**
   * Sets the node of a row.
   *
   * @param node its mails and times
   * @param self its memory, D values, not kept
   * @param timeMicros the time of the question; only what lies strictly before it is read
   */
  void set(int row, NeuralMemory node, float[] self, long timeMicros);

  /** Computes the first rows. */
  void run(int rows);

  /** The embedding of a row, E values; the array is used again. */
  float[] embedding(int row);

  /** Floating-point operations of one row with all its neighbours, of matrices and products. */
  long flops();
}
