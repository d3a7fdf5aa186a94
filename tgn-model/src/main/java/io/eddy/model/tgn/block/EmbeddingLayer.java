package io.eddy.model.tgn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;

/** One layer of an embedding that looks at neighbours (TGN equation 4). */
public interface EmbeddingLayer {
  /** The nodes' new representations, B × E. */
  NDArray apply(ParameterStore store, Neighbourhood neighbourhood, boolean training);
}
