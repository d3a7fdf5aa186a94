package io.eddy.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PaceTest {
  private static final long HOUR_MICROS = 3_600_000_000L;

  @Test
  void maxIsDueAtOnce() {
    assertThat(Pace.parse("max").dueNanos(1_000_000, HOUR_MICROS)).isZero();
  }

  @Test
  void timesRealTimeDividesEventTime() {
    assertThat(Pace.parse("1").dueNanos(5, HOUR_MICROS)).isEqualTo(3_600_000_000_000L);
    assertThat(Pace.parse("60x").dueNanos(5, HOUR_MICROS)).isEqualTo(60_000_000_000L);
    assertThat(Pace.parse("0.5").dueNanos(5, 1_000_000)).isEqualTo(2_000_000_000L);
  }

  @Test
  void perSecondCountsEvents() {
    assertThat(Pace.perSecond(2_000).dueNanos(4_000, HOUR_MICROS)).isEqualTo(2_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "0", "-1", "NaN", "Infinity", "x"})
  void refusesWhatIsNoSpeed(String text) {
    assertThatThrownBy(() -> Pace.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("speed '" + text + "': expected max");
  }
}
