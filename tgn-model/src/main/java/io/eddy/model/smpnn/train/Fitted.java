package io.eddy.model.smpnn.train;

import io.eddy.model.tensor.NamedArrays;
import java.util.List;

/**
 * A fitted network.
 *
 * @param parameters of the epoch with the best validation, the first of these
 * @param epochs what each came to
 */
public record Fitted(NamedArrays parameters, List<FitEpoch> epochs) {
  /** Keeps its own list. */
  public Fitted {
    epochs = List.copyOf(epochs);
  }

  /** The epoch whose parameters these are. */
  public FitEpoch best() {
    FitEpoch best = epochs.get(0);
    for (FitEpoch epoch : epochs) {
      best = epoch.validation() > best.validation() ? epoch : best;
    }
    return best;
  }
}
