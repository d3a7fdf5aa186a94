package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastLogTest {
  private static final double ERROR = 1e-11;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isTheLogarithm(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      double x = Math.exp(random.nextDouble() * 80 - 40);
      assertThat(FastLog.log(x)).isCloseTo(StrictMath.log(x), within(ERROR));
      double near = 1 + random.nextGaussian() * 1e-3;
      assertThat(FastLog.log(near)).isCloseTo(StrictMath.log(near), within(ERROR));
    }
  }

  @Test
  void isCloseAtTheEdgesOfItsTable() {
    for (double x : new double[] {1, 1.5, 2, 1e-3, 1e-2, Math.nextDown(2.0), Math.nextUp(1.0)}) {
      assertThat(FastLog.log(x)).isCloseTo(StrictMath.log(x), within(ERROR));
    }
    assertThat(FastLog.log1p(0)).isCloseTo(0, within(ERROR));
  }
}
