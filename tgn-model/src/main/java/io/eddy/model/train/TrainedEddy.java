package io.eddy.model.train;

import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eddy.EddyParameters;
import java.util.Comparator;
import java.util.List;

/**
 * Towers and decoder, and how they came about.
 *
 * @param features settings of the features they were trained on
 * @param parameters of the epoch with the best validation MRR
 * @param epochs what each epoch came to
 * @param queries training queries
 */
public record TrainedEddy(
    RankerSettings features, EddyParameters parameters, List<EpochResult> epochs, int queries) {

  /** Keeps its own list. */
  public TrainedEddy {
    epochs = List.copyOf(epochs);
  }

  /** The epoch whose parameters these are. */
  public EpochResult best() {
    return epochs.stream()
        .max(Comparator.comparingDouble(EpochResult::validationMrr))
        .orElseThrow();
  }
}
