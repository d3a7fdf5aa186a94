package io.eddy.memory.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HalfFloatsTest {
  @Test
  void everyFiniteHalfComesBackAsItWas() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      short half = (short) bits;
      if (((bits >>> 10) & 0x1f) != 0x1f) {
        assertThat(HalfFloats.of(HalfFloats.toFloat(half))).as("bits %x", bits).isEqualTo(half);
      }
    }
  }

  /** Known encodings, among them a tie that goes to even and the smallest subnormal. */
  @ParameterizedTest
  @CsvSource({
    "1, 3c00",
    "-2, c000",
    "65504, 7bff",
    "1e9, 7bff",
    "-1e9, fbff",
    "0.33333334, 3555",
    "2049, 6800",
    "2051, 6802",
    "5.9604645e-8, 0001",
    "1e-9, 0000",
    "6.1035156e-5, 0400"
  })
  void knownValuesHaveTheirEncoding(float value, String hex) {
    assertThat(HalfFloats.of(value)).isEqualTo((short) Integer.parseInt(hex, 16));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theErrorIsAtMostHalfAUnit(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(8) - 4));
      float back = HalfFloats.toFloat(HalfFloats.of(value));
      assertThat(back).isCloseTo(value, within(Math.max(Math.abs(value) / 2048, 0x1p-25f)));
    }
  }

  @Test
  void nanIsRefused() {
    assertThatThrownBy(() -> HalfFloats.of(Float.NaN)).hasMessageContaining("NaN");
  }
}
