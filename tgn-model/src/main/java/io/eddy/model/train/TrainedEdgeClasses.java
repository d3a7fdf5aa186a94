package io.eddy.model.train;

import io.eddy.model.tensor.NamedArrays;
import java.util.List;

/**
 * A network with a classifier of events, as trained.
 *
 * @param network parameters of the best epoch
 * @param classifier parameters of the best epoch
 * @param epochs of each the average precision on validation
 * @param best number of the best epoch, from 1
 */
public record TrainedEdgeClasses(
    NamedArrays network, NamedArrays classifier, List<Double> epochs, int best) {
  /** Keeps its own list. */
  public TrainedEdgeClasses {
    epochs = List.copyOf(epochs);
  }
}
