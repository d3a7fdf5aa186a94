package io.eddy.model.tgn.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.model.tgn.block.TimeCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(floats = {0, 1e-6f, 0.5f, 3, 1_000, 86_400, 2.6e6f, 1.9e7f, 3e7f, 1.7e9f})
  void timeCodesAreCosinesOfTheSameAngle(float elapsed) {
    int width = 172;
    float[] frequencies = new float[width];
    float[] phases = new float[width];
    for (int i = 0; i < width; i++) {
      frequencies[i] = (float) Math.pow(10, -9.0 * i / (width - 1));
      phases[i] = (i - 86) / 40f;
    }
    float[] code = new float[width + 1];
    new TimeCodes(frequencies, phases).write(elapsed, code, 1);
    for (int i = 0; i < width; i++) {
      float angle = frequencies[i] * elapsed + phases[i];
      assertThat((double) code[i + 1]).isCloseTo(Math.cos(angle), within(1e-6));
    }
  }
}
