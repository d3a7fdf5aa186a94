package io.eddy.model.tgn.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SmoothFunctionsTest {
  private static final int POINTS = 100_000;

  @Test
  void tanhAndLogisticAreWithinFourTenMillionths() {
    float[] x = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = (i - POINTS / 2) * 24f / POINTS;
    }
    SmoothSteps steps = new SmoothSteps(POINTS);
    float[] tanh = x.clone();
    steps.tanh(tanh, 0, POINTS);
    float[] logistic = x.clone();
    steps.logistic(logistic, 0, POINTS);
    for (int i = 0; i < POINTS; i++) {
      assertThat((double) tanh[i]).isCloseTo(Math.tanh(x[i]), within(4e-7));
      assertThat((double) logistic[i]).isCloseTo(1 / (1 + Math.exp(-x[i])), within(3e-7));
    }
  }

  @Test
  void whatIsNotANumberStaysSo() {
    float[] values = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    new SmoothSteps(3).tanh(values, 0, 3);
    assertThat(values[0]).isNaN();
    assertThat(values[1]).isCloseTo(1, within(4e-7f));
    assertThat(values[2]).isCloseTo(-1, within(4e-7f));
  }
}
