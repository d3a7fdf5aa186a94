package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;

/** The memory updater of TGN equation 3: a node's memory after it took in a message. */
public interface MemoryUpdater {
  /**
   * The memories after.
   *
   * @param message B × M
   * @param memory B × D, before
   * @return B × D
   */
  NDArray apply(ParameterStore store, NDArray message, NDArray memory, boolean training);
}
