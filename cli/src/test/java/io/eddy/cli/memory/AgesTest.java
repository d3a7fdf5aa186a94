package io.eddy.cli.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.000 s",
    "0.25, 0.250 s",
    "59.999, 59.999 s",
    "60, 1 min 0 s",
    "3725, 1 h 2 min",
    "90000, 1 d 1 h",
    "864000000, '10,000 d 0 h'"
  })
  void agesAreInTheirTwoLargestUnits(double seconds, String text) {
    assertThat(Ages.text(seconds)).isEqualTo(text);
  }
}
