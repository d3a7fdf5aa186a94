package io.eddy.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeSplitTest {
  @Test
  void interpolatesBetweenNeighboursAsNumpyDoes() {
    // numpy.quantile([0, 10, 20, 40], [0.70, 0.85]), printed by NumPy
    TimeSplit split = TimeSplit.of(new long[] {40, 0, 20, 10});

    assertThat(split.lastTraining()).isEqualTo(21.999999999999993);
    assertThat(split.lastValidation()).isEqualTo(30.999999999999996);
  }

  @Test
  void putsTheBoundaryInTheEarlierPart() {
    TimeSplit split = TimeSplit.of(LongStream.rangeClosed(0, 100).toArray());

    assertThat(split.partOf(70)).isEqualTo(TimeSplit.Part.TRAINING);
    assertThat(split.partOf(71)).isEqualTo(TimeSplit.Part.VALIDATION);
    assertThat(split.partOf(85)).isEqualTo(TimeSplit.Part.VALIDATION);
    assertThat(split.partOf(86)).isEqualTo(TimeSplit.Part.TEST);
  }

  @Test
  void splitsOneEvent() {
    assertThat(TimeSplit.of(new long[] {5}).partOf(5)).isEqualTo(TimeSplit.Part.TRAINING);
  }

  @Test
  void refusesNothingAndUnorderedQuantiles() {
    assertThatThrownBy(() -> TimeSplit.of(new long[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no events to split");
    assertThatThrownBy(() -> TimeSplit.of(new long[] {1}, 0.9, 0.8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.9 and 0.8");
  }
}
