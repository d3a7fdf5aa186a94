package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WarmupCosineTest {
  @Test
  void theRateRisesInALineAndFallsAlongACosine() {
    WarmupCosine rates = new WarmupCosine(0.8, 4, 104);
    assertThat(rates.at(0)).isEqualTo(0.2, within(1e-12));
    assertThat(rates.at(3)).isEqualTo(0.8, within(1e-12));
    assertThat(rates.at(4)).isEqualTo(0.8, within(1e-12));
    assertThat(rates.at(29)).isEqualTo(0.8 * (1 + Math.sqrt(0.5)) / 2, within(1e-12));
    assertThat(rates.at(54)).isEqualTo(0.4, within(1e-12));
    assertThat(rates.at(104)).isEqualTo(0, within(1e-12));
  }

  @Test
  void aShortTrainingSpendsHalfOfItRising() {
    WarmupCosine rates = new WarmupCosine(1, 200, 10);
    assertThat(rates.at(4)).isEqualTo(1);
    assertThat(rates.at(9)).isLessThan(0.2);
  }
}
