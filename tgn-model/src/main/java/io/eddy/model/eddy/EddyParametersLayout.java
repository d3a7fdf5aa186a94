package io.eddy.model.eddy;

import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.RankerParametersLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The binary layout of towers and decoder. Version 1: the source's tower, the card's tower, then
 * the decoder as {@link RankerParametersLayout} has it. A tower is its numbers of inputs and
 * outputs, means, deviations, weights row by row, and biases.
 */
public final class EddyParametersLayout implements Layout<EddyParameters> {
  /** The one instance. */
  public static final EddyParametersLayout INSTANCE = new EddyParametersLayout();

  private EddyParametersLayout() {}

  @Override
  public String name() {
    return "towers and decoder";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void writeBody(EddyParameters value, DataOutput out) throws IOException {
    TowerLayout.write(value.source(), out);
    TowerLayout.write(value.card(), out);
    RankerParametersLayout.INSTANCE.write(value.decoder(), out);
  }

  @Override
  public EddyParameters readBody(int version, DataInput in) throws IOException {
    TowerParameters source = TowerLayout.read(in);
    TowerParameters card = TowerLayout.read(in);
    RankerParameters decoder = RankerParametersLayout.INSTANCE.read(in);
    try {
      return new EddyParameters(source, card, decoder);
    } catch (IllegalArgumentException e) {
      throw new CorruptLayoutException(name() + " that cannot be: " + e.getMessage(), e);
    }
  }
}
