package io.eddy.model.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AveragePrecisionTest {
  private record Scored(double score, boolean positive) {}

  @Test
  void theExampleOfScikitLearnComesOut() {
    AveragePrecision quality = new AveragePrecision();
    quality.add(0.1, false);
    quality.add(0.4, false);
    quality.add(0.35, true);
    quality.add(0.8, true);
    assertThat(quality.averagePrecision()).isCloseTo(0.8333333, within(1e-6));
    assertThat(quality.rocAuc()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void equalScoresGiveTheShareOfPositives() {
    AveragePrecision quality = new AveragePrecision();
    for (int i = 0; i < 10; i++) {
      quality.add(1, i < 3);
    }
    assertThat(quality.averagePrecision()).isCloseTo(0.3, within(1e-12));
    assertThat(quality.rocAuc()).isCloseTo(0.5, within(1e-12));
    assertThat(quality.positives()).isEqualTo(3);
  }

  @Test
  void withoutLinksThereIsNoNumber() {
    assertThat(new AveragePrecision().averagePrecision()).isNaN();
    assertThat(new AveragePrecision().rocAuc()).isNaN();
    assertThatThrownBy(() -> new AveragePrecision().add(Double.NaN, true))
        .hasMessageContaining("NaN");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theDefinitionsHoldOnRandomScoresWithTies(long seed) {
    Random random = new Random(seed);
    AveragePrecision quality = new AveragePrecision();
    List<Scored> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      boolean positive = random.nextInt(3) == 0;
      double score = random.nextInt(40) + (positive ? 8 : 0);
      all.add(new Scored(score, positive));
      quality.add(score, positive);
    }
    assertThat(quality.averagePrecision()).isCloseTo(precision(all), within(1e-12));
    assertThat(quality.rocAuc()).isCloseTo(area(all), within(1e-12));
  }

  private static double precision(List<Scored> all) {
    double positives = all.stream().filter(Scored::positive).count();
    double sum = 0;
    double recallBefore = 0;
    for (double threshold :
        all.stream().map(Scored::score).distinct().sorted(Comparator.reverseOrder()).toList()) {
      double taken = all.stream().filter(one -> one.score() >= threshold).count();
      double found = all.stream().filter(one -> one.positive() && one.score() >= threshold).count();
      sum += (found / positives - recallBefore) * found / taken;
      recallBefore = found / positives;
    }
    return sum;
  }

  private static double area(List<Scored> all) {
    double sum = 0;
    long pairs = 0;
    for (Scored one : all) {
      for (Scored other : all) {
        if (one.positive() && !other.positive()) {
          sum += one.score() > other.score() ? 1 : one.score() == other.score() ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return sum / pairs;
  }
}
