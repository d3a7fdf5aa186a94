package io.eddy.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MrrTest {
  @Test
  void averagesReciprocalRanksAndHits() {
    Mrr mrr = new Mrr();
    for (double rank : new double[] {1, 1.5, 10, 10.5}) {
      mrr.add(rank);
    }

    assertThat(mrr.count()).isEqualTo(4);
    assertThat(mrr.mrr()).isCloseTo((1 + 1 / 1.5 + 0.1 + 1 / 10.5) / 4, within(1e-15));
    assertThat(mrr.hits1()).isEqualTo(0.25);
    assertThat(mrr.hits10()).isEqualTo(0.75);
  }

  @Test
  void isNoNumberBeforeTheFirstEvent() {
    assertThat(new Mrr().mrr()).isNaN();
    assertThat(new Mrr().hits1()).isNaN();
    assertThat(new SlidingMrr(3).mrr()).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.99, -1, Double.NaN})
  void refusesRanksBelowOne(double rank) {
    assertThatThrownBy(() -> new Mrr().add(rank)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SlidingMrr(1).add(rank))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void slidesOverTheLastEvents(int window) {
    Random random = new Random(window);
    SlidingMrr sliding = new SlidingMrr(window);
    ArrayDeque<Double> last = new ArrayDeque<>();
    for (int i = 0; i < 1000; i++) {
      double rank = 1 + random.nextInt(50) / 2.0;
      sliding.add(rank);
      last.addLast(1 / rank);
      if (last.size() > window) {
        last.removeFirst();
      }

      double expected = last.stream().mapToDouble(r -> r).average().orElseThrow();
      assertThat(sliding.mrr()).isCloseTo(expected, within(1e-12));
      assertThat(sliding.count()).isEqualTo(last.size());
    }
  }
}
