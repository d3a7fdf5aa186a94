package io.eddy.model.train;

import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.ranker.RankerParameters;
import java.util.Comparator;
import java.util.List;

/**
 * A ranker and how it came about.
 *
 * @param features settings of the features it was trained on
 * @param parameters of the epoch with the best validation MRR
 * @param epochs what each epoch came to
 * @param queries training queries
 */
public record TrainedRanker(
    RankerSettings features, RankerParameters parameters, List<EpochResult> epochs, int queries) {

  /** Keeps its own list. */
  public TrainedRanker {
    epochs = List.copyOf(epochs);
  }

  /** The epoch whose parameters these are. */
  public EpochResult best() {
    return epochs.stream()
        .max(Comparator.comparingDouble(EpochResult::validationMrr))
        .orElseThrow();
  }
}
