package io.eddy.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
  @ParameterizedTest
  @ValueSource(strings = {"per-event", "stale-2", "stale-200"})
  void printsWhatItParsed(String text) {
    assertThat(Freshness.parse(text)).hasToString(text);
  }

  @Test
  void takesABatchOfOneForPerEvent() {
    assertThat(Freshness.parse("stale-1")).isEqualTo(Freshness.PER_EVENT);
    assertThat(Freshness.stale(200).batch()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stale", "stale-0", "stale--1", "stale-99999999999", "fresh"})
  void refusesAnythingElse(String text) {
    assertThatThrownBy(() -> Freshness.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("stale-200");
  }

  @Test
  void refusesEmptyBatches() {
    assertThatThrownBy(() -> new Freshness(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
