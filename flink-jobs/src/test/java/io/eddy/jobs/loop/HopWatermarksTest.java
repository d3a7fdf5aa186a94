package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopWatermarksTest {

  @Test
  void aHopIsAsFarAsItsLastHead() {
    HopWatermarks hops = new HopWatermarks(2, 2);
    assertThat(hops.mark(1, 0, 10, false)).isFalse();
    assertThat(hops.mark(1, 1, 7, false)).isTrue();
    assertThat(hops.watermark(1)).isEqualTo(7);
    assertThat(hops.watermark(2)).isEqualTo(Long.MIN_VALUE);
    assertThat(hops.mark(1, 1, 12, false)).isTrue();
    assertThat(hops.watermark(1)).isEqualTo(10);
  }

  @Test
  void aHopIsIdleWhenAllHeadsAre() {
    HopWatermarks hops = new HopWatermarks(1, 2);
    assertThat(hops.mark(1, 0, 10, true)).isFalse();
    assertThat(hops.mark(1, 1, 10, true)).isTrue();
    assertThat(hops.idle(1)).isTrue();
    assertThat(hops.mark(1, 0, 10, false)).isFalse();
    assertThat(hops.idle(1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aWatermarkNeverFalls(long seed) {
    Random random = new Random(seed);
    HopWatermarks hops = new HopWatermarks(3, 3);
    long[] before = new long[4];
    java.util.Arrays.fill(before, Long.MIN_VALUE);
    for (int i = 0; i < 2_000; i++) {
      int hop = 1 + random.nextInt(3);
      boolean news = hops.mark(hop, random.nextInt(3), random.nextInt(1_000), false);
      assertThat(hops.watermark(hop)).isGreaterThanOrEqualTo(before[hop]);
      assertThat(news).isEqualTo(hops.watermark(hop) > before[hop]);
      before[hop] = hops.watermark(hop);
    }
  }
}
