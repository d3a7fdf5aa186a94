package io.eddy.model.eddy;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.model.ranker.RankerParameters;

/**
 * What training found beside the temporal graph network: two towers and a decoder. Immutable.
 *
 * @param source P_u, from the source's embedding z_u (E numbers) to R numbers
 * @param card P_c, from a candidate's card vector s_c (D numbers) to R numbers
 * @param decoder from features, {@link MailColumns} and {@link TowerColumns} to the score
 */
public record EddyParameters(
    TowerParameters source, TowerParameters card, RankerParameters decoder) {

  /** Checks that the towers fit each other and the decoder. */
  public EddyParameters {
    if (source.outputs() != card.outputs()) {
      throw new IllegalArgumentException(
          "the source's tower has %d outputs and the card's %d; expected as many of each"
              .formatted(source.outputs(), card.outputs()));
    }
    int expected = columns(source.outputs());
    if (decoder.inputs() != expected) {
      throw new IllegalArgumentException(
          "a decoder of %d columns for towers of %d outputs; expected %d, of which %d are features"
              .formatted(decoder.inputs(), source.outputs(), expected, RankerFeatures.size()));
    }
  }

  /** Columns of a row with towers of so many outputs. */
  public static int columns(int towerSize) {
    return RankerFeatures.size() + MailColumns.COUNT + TowerColumns.columns(towerSize);
  }

  /** Numbers that a tower gives, R. */
  public int towerSize() {
    return source.outputs();
  }
}
