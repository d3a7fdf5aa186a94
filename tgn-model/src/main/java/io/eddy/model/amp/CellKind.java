package io.eddy.model.amp;

import java.util.List;

/**
 * The form of the map (h, c, m) ↦ (h′, c′): hidden values h ∈ ℝ^D and cell values c after a message
 * m ∈ ℝ^M. [a ‖ b] is concatenation, σ the logistic function, ⊙ the product by component.
 */
public enum CellKind {
  /** h′ = ReLU(W [h ‖ m] + b): AMP-RNN. One map, D + M → D. */
  RNN,

  /**
   * AMP-GRU, with the gates in PyTorch's order r, z, n:
   *
   * <pre>
   * r = σ(W_r m + b_r + U_r h + d_r)    z = σ(W_z m + b_z + U_z h + d_z)
   * n = tanh(W_n m + b_n + r ⊙ (U_n h + d_n))
   * h′ = (1 − z) ⊙ n + z ⊙ h
   * </pre>
   *
   * Two maps: M → 3D for W and b, D → 3D for U and d.
   */
  GRU,

  /**
   * AMP-LSTM, with the gates in PyTorch's order i, f, g, o, each an affine map of m plus one of h:
   *
   * <pre>
   * c′ = σ(f) ⊙ c + σ(i) ⊙ tanh(g)      h′ = σ(o) ⊙ tanh(c′)
   * </pre>
   *
   * Two maps: M → 4D and D → 4D. The only kind with cell values, D of them.
   */
  LSTM,

  /**
   * The gate of GwAC, which can ignore a message: with g near 0 the node stays as it was.
   *
   * <pre>
   * z = tanh(W_z [h ‖ m] + b_z)         g = σ(W_g [h ‖ m] + b_g)
   * h′ = g ⊙ z + (1 − g) ⊙ h
   * </pre>
   *
   * Two maps, both D + M → D: candidate z, then gate g.
   */
  GATED;

  /** Inputs and outputs of one affine map of a cell. */
  record MapShape(int inputs, int outputs) {}

  /** The affine maps of a cell, in the order in which parameters list them. */
  List<MapShape> maps(int hidden, int message) {
    return switch (this) {
      case RNN -> List.of(new MapShape(hidden + message, hidden));
      case GRU -> List.of(new MapShape(message, 3 * hidden), new MapShape(hidden, 3 * hidden));
      case LSTM -> List.of(new MapShape(message, 4 * hidden), new MapShape(hidden, 4 * hidden));
      case GATED ->
          List.of(new MapShape(hidden + message, hidden), new MapShape(hidden + message, hidden));
    };
  }

  /** How many cell values a node has: D for an LSTM, else none. */
  int cellValues(int hidden) {
    return this == LSTM ? hidden : 0;
  }
}
