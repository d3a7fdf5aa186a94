package io.eddy.model.amp;

import org.jspecify.annotations.Nullable;

/**
 * What a message of a wave does to the memory of the node that it reaches, and whether the wave
 * goes on from there: {@link AmpCell} in the scope {@link HaltingScope#WAVE}, within hops and while
 * enough energy is left. Training, evaluation and jobs decide by this one. One instance a thread.
 */
public final class WaveCell {
  /**
   * What came of a message.
   *
   * @param memory of the node afterwards, D values
   * @param said what the node says to its neighbours if the wave goes on, M values
   * @param energy that is left then
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
  public record Step(float[] memory, float[] said, float energy, boolean goesOn) {}

  private final AmpCell cell;
  private final int hops;
  private final float leastEnergy;

  /**
   * A cell.
   *
   * @param parameters weights, of scope WAVE and without cell values
   * @param hops that a wave goes at most
   * @param leastEnergy a wave with less ends
   * @throws IllegalArgumentException if such a cell cannot change memories
   */
  public WaveCell(AmpParameters parameters, int hops, float leastEnergy) {
    if (parameters.scope() != HaltingScope.WAVE
        || AmpState.of(parameters, new float[parameters.hidden()]).cell().length > 0) {
      throw new IllegalArgumentException(
          "a %s cell of scope %s cannot change memories; expected scope WAVE and a kind whose only values are hidden ones"
              .formatted(parameters.kind(), parameters.scope()));
    }
    this.cell = new AmpCell(parameters);
    this.hops = hops;
    this.leastEnergy = leastEnergy;
  }

  /**
   * Takes in a message.
   *
   * @param memory of the node, D values; not changed
   * @param message M values
   * @param hop of the message, from 1
   * @param energy that it brings
   * @return null where the energy is spent and the message reaches nobody
   */
  public @Nullable Step take(float[] memory, float[] message, int hop, float energy) {
    AmpState state = new AmpState(memory, AmpState.NONE, 1, AmpState.NONE);
    if (!cell.hears(state, energy)) {
      return null;
    }
    AmpReaction reaction = cell.react(state, message, energy);
    boolean goesOn = hop < hops && cell.speaks(reaction) && reaction.energy() >= leastEnergy;
    return new Step(reaction.state().hidden(), reaction.message(), reaction.energy(), goesOn);
  }
}
