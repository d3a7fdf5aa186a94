package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardDecaysTest {
  private static final double[] TAUS = {0.5, 20, 3_000};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void countersAreTheSumOfDecayedEvents(long seed) {
    Random random = new Random(seed);
    ForwardDecays clock = new ForwardDecays();
    double[] counters = new double[2 * TAUS.length];
    List<List<Long>> events = List.of(new ArrayList<>(), new ArrayList<>());
    long time = random.nextInt();
    for (int i = 0; i < 500; i++) {
      time += (long) (Math.pow(random.nextDouble(), 8) * 4e9);
      clock.advance(TAUS, time, counters, counters.length);
      int owner = random.nextInt(2);
      events.get(owner).add(time);
      for (int k = 0; k < TAUS.length; k++) {
        counters[owner * TAUS.length + k] += clock.weight(TAUS[k], time);
      }
      long now = time + random.nextInt(30_000_000);
      double[] factors = new double[TAUS.length];
      clock.factors(TAUS, now, factors);
      for (int o = 0; o < 2; o++) {
        for (int k = 0; k < TAUS.length; k++) {
          double expected = 0;
          for (long event : events.get(o)) {
            expected += Math.exp((event - now) / 1e6 / TAUS[k]);
          }
          assertThat(counters[o * TAUS.length + k] * factors[k])
              .isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
        }
      }
    }
  }

  @Test
  void countersOfAnotherClockAreTakenOver() {
    ForwardDecays early = new ForwardDecays();
    double[] counters = new double[TAUS.length];
    early.advance(TAUS, 10_000_000, counters, counters.length);
    for (int k = 0; k < TAUS.length; k++) {
      counters[k] = 1;
    }
    double[] before = new double[TAUS.length];
    early.factors(TAUS, 300_000_000, before);
    double[] expected = {before[0], before[1], before[2]};

    ForwardDecays late = new ForwardDecays();
    late.advance(TAUS, 300_000_000, new double[0], 0);
    late.adopt(TAUS, early.latestMicros(), counters, 0, counters.length);
    double[] factors = new double[TAUS.length];
    late.factors(TAUS, 300_000_000, factors);

    for (int k = 1; k < TAUS.length; k++) {
      assertThat(counters[k] * factors[k]).isCloseTo(expected[k], within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void settlingLateGivesTheBitsOfScalingAtEveryMove(long seed) {
    Random random = new Random(seed);
    ForwardDecays eager = new ForwardDecays();
    ForwardDecays lazy = new ForwardDecays();
    int owners = 5;
    double[] expected = new double[owners * TAUS.length];
    double[] counters = new double[owners * TAUS.length];
    long[] settled = new long[owners];
    long time = random.nextInt();
    for (int i = 0; i < 3_000; i++) {
      time += (long) (Math.pow(random.nextDouble(), 8) * (i % 100 == 0 ? 4e12 : 4e9));
      eager.advance(TAUS, time, expected, expected.length);
      lazy.moveTo(TAUS, time);
      int owner = random.nextInt(random.nextInt(owners) + 1);
      int from = owner * TAUS.length;
      settled[owner] = lazy.settle(TAUS, settled[owner], counters, from, from + TAUS.length);
      for (int k = 0; k < TAUS.length; k++) {
        assertThat(counters[from + k]).isEqualTo(expected[from + k]);
        expected[from + k] += eager.weight(TAUS[k], time);
        counters[from + k] += lazy.weight(TAUS[k], time);
      }
    }
  }

  @Test
  void nothingIsWorthNothingBeforeTheFirstEvent() {
    double[] factors = {1, 1, 1};
    new ForwardDecays().factors(TAUS, 5, factors);

    assertThat(factors).containsOnly(0);
  }
}
