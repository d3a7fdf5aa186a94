package io.eddy.model.amp;

import io.eddy.model.vector.Squash;
import org.jspecify.annotations.Nullable;

/**
 * The reaction of a node to one message, in plain Java: for serving where messages come one at a
 * time, which a tensor library serves slower than the arithmetic takes.
 *
 * <pre>
 * p = σ(w · [h ‖ m] + b)          (h′, c′) = cell(h, c, m)
 * weight and left by {@link Halting}, h and out by {@link HaltingScope}
 * m′ = W_m [h_new ‖ m] + b_m      to all neighbours, the sender too
 * </pre>
 *
 * <p>The same numbers as {@link AmpBlock} within 1e-5. Buffers are kept between calls: one instance
 * a thread.
 */
public final class AmpCell {
  private final AmpParameters parameters;
  private final CellUpdate update;
  private final AffineMap speak;
  private final @Nullable AffineMap halt;
  private final float[] logit = new float[1];

  /** A cell with given weights. */
  public AmpCell(AmpParameters parameters) {
    this.parameters = parameters;
    update = new CellUpdate(parameters.kind(), parameters.cell());
    speak = new AffineMap(parameters.speak());
    halt = parameters.halt() == null ? null : new AffineMap(parameters.halt());
  }

  /** Whether a message reaches the node: energy is left, of the node or of the wave. */
  public boolean hears(AmpState state, float energy) {
    return parameters.halting() == Halting.NONE || left(state, energy) >= Halting.SPENT;
  }

  /** Whether the wave goes on from a node that reacted. */
  public boolean speaks(AmpReaction reaction) {
    return parameters.halting() == Halting.NONE
        || parameters.scope() == HaltingScope.NODE
        || reaction.energy() >= Halting.SPENT;
  }

  /**
   * Reacts to a message that {@linkplain #hears reaches} the node.
   *
   * @param state the node; not changed
   * @param message M values
   * @param energy what the message brings, in [0, 1]
   */
  public AmpReaction react(AmpState state, float[] message, float energy) {
    if (message.length != parameters.message()) {
      throw new IllegalArgumentException(
          "a message of %d values; this cell takes %d"
              .formatted(message.length, parameters.message()));
    }
    float[] before = state.hidden();
    float[] hidden = new float[before.length];
    float[] cell = state.cell().length == 0 ? AmpState.NONE : new float[state.cell().length];
    update.apply(before, state.cell(), message, hidden, cell);

    Halting halting = parameters.halting();
    float p = halt == null ? 0 : probability(halt, before, message);
    float left = left(state, energy);
    float weight = halting.weight(left, p);
    float after = halting.after(left, p);
    float nodeLeft = state.left();
    float waveLeft = energy;
    float[] output = state.output();
    if (parameters.scope() == HaltingScope.WAVE) {
      blend(before, hidden, weight);
      blend(state.cell(), cell, weight);
      waveLeft = after;
    } else {
      nodeLeft = after;
      output = output.length == 0 ? output : plus(output, hidden, weight);
    }
    float[] said = new float[message.length];
    speak.apply(hidden, message, said);
    return new AmpReaction(new AmpState(hidden, cell, nodeLeft, output), said, waveLeft, weight);
  }

  private float left(AmpState state, float energy) {
    return parameters.scope() == HaltingScope.NODE ? state.left() : energy;
  }

  private float probability(AffineMap unit, float[] hidden, float[] message) {
    unit.apply(hidden, message, logit);
    return Squash.sigmoid(logit[0]);
  }

  /** next ← before + weight · (next − before). */
  private static void blend(float[] before, float[] next, float weight) {
    for (int i = 0; i < next.length; i++) {
      next[i] = before[i] + weight * (next[i] - before[i]);
    }
  }

  private static float[] plus(float[] sum, float[] values, float weight) {
    float[] result = new float[sum.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = sum[i] + weight * values[i];
    }
    return result;
  }
}
