package io.eddy.model.amp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.model.ranker.DenseLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmpCellTest {
  private static final int HIDDEN = 6;
  private static final int MESSAGE = 4;

  @Test
  void aClosedGateIgnoresTheMessage() {
    AmpParameters open =
        AmpParameters.seeded(CellKind.GATED, Halting.NONE, HaltingScope.WAVE, HIDDEN, MESSAGE, 1);
    AmpCell closed = new AmpCell(withBias(open, 1, -40));
    AmpState state = AmpState.of(open, values(HIDDEN, 2));

    AmpReaction reaction = closed.react(state, values(MESSAGE, 3), 1);

    assertThat(reaction.state()).isEqualTo(state);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anActNodeSpendsItsEnergyExactlyOnceAndThenDropsMessages(long seed) {
    AmpParameters weights =
        AmpParameters.seeded(CellKind.RNN, Halting.ACT, HaltingScope.NODE, HIDDEN, MESSAGE, seed);
    AmpCell cell = new AmpCell(weights);
    AmpState state = AmpState.of(weights, values(HIDDEN, seed));
    double spent = 0;
    int heard = 0;
    Random random = new Random(seed);
    while (cell.hears(state, 1)) {
      AmpReaction reaction = cell.react(state, normal(random, MESSAGE), 1);
      assertThat(reaction.weight()).isBetween(0f, 1f);
      assertThat(reaction.energy()).isEqualTo(1);
      assertThat(cell.speaks(reaction)).isTrue();
      spent += reaction.weight();
      state = reaction.state();
      assertThat(++heard).isLessThan(10_000);
    }
    assertThat(spent).isCloseTo(1, within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aWaveLosesEnergyAtEveryNodeUntilItIsSilent(long seed) {
    AmpParameters weights =
        AmpParameters.seeded(CellKind.GRU, Halting.ITER, HaltingScope.WAVE, HIDDEN, MESSAGE, seed);
    AmpCell cell = new AmpCell(weights);
    AmpState state = AmpState.of(weights, values(HIDDEN, seed));
    float[] message = values(MESSAGE, seed + 1);
    float energy = 1;
    int hops = 0;
    boolean speaks = true;
    while (speaks) {
      assertThat(cell.hears(state, energy)).isTrue();
      AmpReaction reaction = cell.react(state, message, energy);
      assertThat(reaction.energy()).isBetween(0f, energy);
      assertThat((double) reaction.weight() + reaction.energy()).isCloseTo(energy, within(1e-6));
      energy = reaction.energy();
      message = reaction.message();
      speaks = cell.speaks(reaction);
      assertThat(++hops).isLessThan(10_000);
    }
    assertThat(cell.hears(state, energy)).isFalse();
  }

  @Test
  void aWaveWithoutEnergyLeavesTheNodeAsItWas() {
    AmpParameters weights =
        AmpParameters.seeded(CellKind.LSTM, Halting.ACT, HaltingScope.WAVE, HIDDEN, MESSAGE, 9);
    AmpState state = AmpState.of(weights, values(HIDDEN, 1));

    AmpReaction reaction = new AmpCell(weights).react(state, values(MESSAGE, 2), 0);

    assertThat(reaction.state()).isEqualTo(state);
    assertThat(reaction.weight()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void aReactionDependsOnNothingButItsArguments(CellKind kind) {
    AmpParameters weights =
        AmpParameters.seeded(kind, Halting.ITER, HaltingScope.NODE, HIDDEN, MESSAGE, 5);
    AmpCell cell = new AmpCell(weights);
    AmpState state = AmpState.of(weights, values(HIDDEN, 1));
    float[] message = values(MESSAGE, 2);

    AmpReaction first = cell.react(state, message, 1);
    AmpReaction between = cell.react(first.state(), values(MESSAGE, 3), 1);
    AmpReaction again = cell.react(state, message, 1);

    assertThat(between.state()).isNotEqualTo(first.state());
    assertThat(again.state()).isEqualTo(first.state());
    assertThat(again.message()).containsExactly(first.message());
    assertThat(state).isEqualTo(AmpState.of(weights, values(HIDDEN, 1)));
  }

  @Test
  void weightsAndMessagesThatDoNotFitAreRefused() {
    AmpParameters weights =
        AmpParameters.seeded(CellKind.GRU, Halting.NONE, HaltingScope.WAVE, HIDDEN, MESSAGE, 1);

    assertThatThrownBy(
            () ->
                new AmpCell(weights)
                    .react(AmpState.of(weights, new float[HIDDEN]), new float[MESSAGE + 1], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a message of 5 values; this cell takes 4");
    assertThatThrownBy(() -> AmpState.of(weights, new float[HIDDEN + 1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("7 hidden values for a cell of 6");
    assertThatThrownBy(
            () ->
                new AmpParameters(
                    CellKind.RNN,
                    Halting.NONE,
                    HaltingScope.NODE,
                    HIDDEN,
                    MESSAGE,
                    weights.cell().subList(0, 1),
                    weights.speak(),
                    null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("map 0 of the RNN cell takes 4 values and gives 18")
        .hasMessageContaining("expected 10 and 6");
    assertThatThrownBy(
            () ->
                new AmpParameters(
                    CellKind.GRU,
                    Halting.ACT,
                    HaltingScope.NODE,
                    HIDDEN,
                    MESSAGE,
                    weights.cell(),
                    weights.speak(),
                    null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("halting ACT needs a halting unit");
  }

  /** The weights with one map's biases replaced by a value. */
  private static AmpParameters withBias(AmpParameters weights, int map, float bias) {
    List<DenseLayer> maps = weights.maps();
    DenseLayer old = maps.get(map);
    float[] biases = new float[old.outputs()];
    Arrays.fill(biases, bias);
    maps.set(map, new DenseLayer(old.inputs(), old.outputs(), old.weights(), biases));
    return weights.withMaps(maps);
  }

  private static float[] values(int count, long seed) {
    return normal(new Random(seed), count);
  }

  private static float[] normal(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
