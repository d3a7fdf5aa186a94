package io.eddy.memory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdleNodesTest {
  @ParameterizedTest
  @CsvSource({
    "10, 100, 109, false",
    "10, 100, 110, false",
    "10, 100, 111, true",
    "10, 100, 50, false",
    "0, 100, 9000000000000000000, false",
    "10, -9223372036854775808, 9223372036854775807, true",
    "9223372036854775807, -9223372036854775808, 0, true",
    "9223372036854775807, 0, 9223372036854775806, false"
  })
  void aNodeIsForgottenOnceItWasIdleForLongerThanTheLimit(
      long limit, long seen, long now, boolean forgotten) {
    IdleNodes idle = new IdleNodes(limit);
    assertThat(idle.forgotten(seen, now)).isEqualTo(forgotten);
    assertThat(idle.deadlineMicros(seen) <= now).isEqualTo(forgotten);
  }

  @Test
  void aNegativeLimitIsRefused() {
    assertThatThrownBy(() -> new IdleNodes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("idle for -1 microseconds");
  }
}
