package io.eddy.model.tgn;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import java.util.ArrayList;
import java.util.List;

/**
 * The waves of AMP messages that an event sends out around its nodes.
 *
 * @param cell form of the cell with which a memory takes in a message; one without cell values
 * @param halting how the energy of a wave is spent
 * @param hops how far a wave goes, {@value #LEAST_HOPS} to {@value #MOST_HOPS}
 * @param fanOut most recent neighbours that a node says something to, 1 or more
 * @param leastEnergy a wave with less ends, 0 to 1
 */
@JsonPropertyOrder({"cell", "halting", "hops", "fanOut", "leastEnergy"})
public record WaveSettings(
    CellKind cell, Halting halting, int hops, int fanOut, float leastEnergy) {
  /** One hop refreshes copies of a memory and changes none; that is no wave. */
  public static final int LEAST_HOPS = 2;

  /** So that an event causes a number of messages that can be waited for. */
  public static final int MOST_HOPS = 6;

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  public WaveSettings {
    List<String> errors = new ArrayList<>();
    if (cell == CellKind.LSTM) {
      errors.add("cell LSTM keeps cell values, which a memory has no room for; use another");
    }
    if (hops < LEAST_HOPS || hops > MOST_HOPS) {
      errors.add("hops = %d; expected %d to %d".formatted(hops, LEAST_HOPS, MOST_HOPS));
    }
    if (fanOut < 1) {
      errors.add("fanOut = %d; expected 1 or more".formatted(fanOut));
    }
    // Written so that NaN fails.
    if (!(leastEnergy >= 0 && leastEnergy <= 1)) {
      errors.add("leastEnergy = %s; expected 0 to 1".formatted(leastEnergy));
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException("waves: " + String.join("; ", errors));
    }
  }
}
