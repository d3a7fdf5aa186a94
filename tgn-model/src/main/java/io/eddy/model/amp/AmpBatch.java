package io.eddy.model.amp;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * The tensors of B reactions at once, before or after; a row is a node and its message. All rows
 * must be of nodes that hear.
 *
 * @param hidden h, B × D
 * @param cell c, B × D; for kinds without cell values B × D too, and passed on as it is
 * @param left energy left, of the node or of the wave as the scope says, B × 1
 * @param output Σ weight · h, B × D; passed on as it is where the energy is the wave's
 * @param message m before, m′ after, B × M
 */
public record AmpBatch(
    NDArray hidden, NDArray cell, NDArray left, NDArray output, NDArray message) {

  NDList list() {
    return new NDList(hidden, cell, left, output, message);
  }

  static AmpBatch of(NDList list) {
    return new AmpBatch(list.get(0), list.get(1), list.get(2), list.get(3), list.get(4));
  }
}
