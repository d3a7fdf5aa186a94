package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.jspecify.annotations.Nullable;

/**
 * What an embedding layer knows of B nodes and their K most recent neighbours.
 *
 * @param self B × D, the nodes' own representations
 * @param neighbours B × K × D, the neighbours' representations, zeros in a place without one
 * @param features B × K × F, features of the edges to them, zeros in a place without one; null
 *     where edges have no features
 * @param elapsedCode B × K × T, Φ of the time since those edges
 * @param zeroCode B × T, Φ(0)
 * @param absent B × K, 0 where there is a neighbour and −10⁹ where there is none
 * @param any B × 1, 1 where there is a neighbour at all, else 0
 */
public record Neighbourhood(
    NDArray self,
    NDArray neighbours,
    @Nullable NDArray features,
    NDArray elapsedCode,
    NDArray zeroCode,
    NDArray absent,
    NDArray any) {

  /** [neighbour ‖ features ‖ Φ], B × K × (D + F + T): what the neighbours have to say. */
  NDArray attended() {
    NDList parts = new NDList(neighbours);
    if (features != null) {
      parts.add(features);
    }
    parts.add(elapsedCode);
    return ai.djl.ndarray.NDArrays.concat(parts, 2);
  }
}
