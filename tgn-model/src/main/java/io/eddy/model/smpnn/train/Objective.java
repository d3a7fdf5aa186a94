package io.eddy.model.smpnn.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eddy.model.smpnn.graph.CsrGraph;
import io.eddy.model.smpnn.graph.FeatureMatrix;
import io.eddy.model.smpnn.graph.SubGraph;
import java.util.Random;

/** What a network is to learn from graphs. Not thread-safe. */
public interface Objective {

  /** What {@link #validation} measures, such as {@code accuracy}; more is better. */
  String measure();

  /**
   * Goes through an epoch.
   *
   * @param number of the epoch, from 1
   * @param random makes all its draws
   */
  void epoch(int number, Batching batching, Random random, Step step);

  /** How good a network is on validation. */
  double validation(Forward forward);

  /** One step of training. */
  interface Step {
    /**
     * Learns.
     *
     * @param features of the part's nodes
     * @param loss of the network's outputs
     */
    void on(SubGraph part, FeatureMatrix features, OutputLoss loss);
  }

  /** A loss of the outputs of a part's nodes. */
  interface OutputLoss {
    /**
     * A scalar.
     *
     * @param pass the network over the part
     * @param scope for arrays of this step
     */
    NDArray of(Pass pass, NDManager scope);
  }

  /** The network over a part, in training. */
  interface Pass {
    /** N × O, the outputs of all nodes of the part; dropped is something else at every call. */
    NDArray outputs();
  }

  /** A network outside of training. */
  interface Forward {
    /** The outputs of all nodes of a graph, row by row. */
    float[] outputs(CsrGraph graph, FeatureMatrix features);
  }
}
