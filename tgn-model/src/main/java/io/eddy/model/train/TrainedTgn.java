package io.eddy.model.train;

import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import java.util.Comparator;
import java.util.List;

/**
 * A temporal graph network and how it came about.
 *
 * @param settings what it is made of
 * @param parameters of the epoch with the best validation MRR
 * @param epochs what each epoch came to
 * @param events it learned from
 */
public record TrainedTgn(
    TgnSettings settings, NamedArrays parameters, List<EpochResult> epochs, int events) {

  /** Keeps its own list. */
  public TrainedTgn {
    epochs = List.copyOf(epochs);
  }

  /** The epoch whose parameters these are. */
  public EpochResult best() {
    return epochs.stream()
        .max(Comparator.comparingDouble(EpochResult::validationMrr))
        .orElseThrow();
  }
}
