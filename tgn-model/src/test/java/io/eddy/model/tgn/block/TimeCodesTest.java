package io.eddy.model.tgn.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeCodesTest {

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
