package io.eddy.model.amp;

import io.eddy.model.ranker.DenseLayer;
import java.io.Serializable;

/**
 * The weights of a network that classifies nodes by asynchronous messages, as in the experiments of
 * the paper: h₀ = W_e x + b_e from F features, reactions of a cell, and the log-softmax of W_d r +
 * b_d over C classes from the read-out r.
 *
 * @param encoder F → D
 * @param cell of the nodes
 * @param decoder D → C
 */
public record AmpModel(DenseLayer encoder, AmpParameters cell, DenseLayer decoder)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Checks that encoder and decoder fit the cell. */
  public AmpModel {
    if (encoder.outputs() != cell.hidden() || decoder.inputs() != cell.hidden()) {
      throw new IllegalArgumentException(
          "an encoder to %d values and a decoder from %d around a cell of %d"
              .formatted(encoder.outputs(), decoder.inputs(), cell.hidden()));
    }
  }
}
