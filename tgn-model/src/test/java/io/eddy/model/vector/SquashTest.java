package io.eddy.model.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SquashTest {
  @Test
  void valuesAreWithinThreeTenMillionthsOfTheTrueOnes() {
    for (float x = -30; x < 30; x += 0.0007f) {
      float[] values = {x, x};
      Squash.tanh(values, 0, 1);
      Squash.sigmoid(values, 1, 2);
      assertThat((double) values[0]).isCloseTo(Math.tanh(x), within(3e-7));
      assertThat((double) values[1]).isCloseTo(1 / (1 + Math.exp(-x)), within(3e-7));
    }
  }

  @Test
  void extremesStayInRangeAndNothingHidesNotANumber() {
    float[] values = {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0};
    Squash.tanh(values, 0, 4);
    assertThat(values[0]).isBetween(0.999999f, 1.0000002f);
    assertThat(values[1]).isBetween(-1.0000002f, -0.999999f);
    assertThat(values[2]).isNaN();
    assertThat(values[3]).isZero();
  }
}
