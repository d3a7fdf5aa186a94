package io.eddy.model.amp;

import java.util.Arrays;

/**
 * What a node keeps between messages. Immutable: nobody changes the arrays.
 *
 * @param hidden h, D values
 * @param cell c, D values for an LSTM, else none
 * @param left the node's energy that is not spent, 1 − T of AMP-ACT or R of AMP-Iter; stays 1 where
 *     the energy is the wave's
 * @param output Σ weight · h of a node that spends its own energy, D values, else none
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Copied into every message's arithmetic; equals is below.
public record AmpState(float[] hidden, float[] cell, float left, float[] output) {
  static final float[] NONE = {};

  /** A node that has heard nothing. */
  public static AmpState of(AmpParameters parameters, float[] hidden) {
    if (hidden.length != parameters.hidden()) {
      throw new IllegalArgumentException(
          "%d hidden values for a cell of %d".formatted(hidden.length, parameters.hidden()));
    }
    return new AmpState(
        hidden,
        new float[parameters.kind().cellValues(parameters.hidden())],
        1,
        parameters.sumsOutputs() ? new float[hidden.length] : NONE);
  }

  /** What the network's answer is made from: the output where there is one, else the hidden. */
  public float[] readOut() {
    return output.length > 0 ? output : hidden;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AmpState state
        && Arrays.equals(hidden, state.hidden)
        && Arrays.equals(cell, state.cell)
        && Float.compare(left, state.left) == 0
        && Arrays.equals(output, state.output);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(hidden) + Arrays.hashCode(output);
  }

  @Override
  public String toString() {
    return "AmpState[hidden=%s, cell=%s, left=%s, output=%s]"
        .formatted(Arrays.toString(hidden), Arrays.toString(cell), left, Arrays.toString(output));
  }
}
