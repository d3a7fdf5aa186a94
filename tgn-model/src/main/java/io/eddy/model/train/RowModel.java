package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import java.util.List;

/**
 * A network that scores rows of features, as training sees it.
 *
 * @param <P> kind of parameters
 */
interface RowModel<P> {
  /** The arrays that training changes. */
  List<NDArray> arrays();

  /** The present parameters, copied out. */
  P parameters();

  /**
   * Scores of the candidates of some queries.
   *
   * @param rows standardised features, B·C × d, the candidates of a query one after the other
   * @param queries indexes of the B queries in the training rows
   * @return B·C × 1
   */
  NDArray logits(ParameterStore store, NDArray rows, int[] queries);
}
