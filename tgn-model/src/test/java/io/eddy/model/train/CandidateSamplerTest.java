package io.eddy.model.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CandidateSamplerTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theTrueOneComesFirstThenTheHardOnesThenAUniformRest(long seed) {
    CandidateSampler sampler = new CandidateSampler(20, seed);
    int[] hard = {5, 9, 7, 40, 99};
    int count = sampler.draw(9, hard, 4, Set.of(7), 1000);
    assertThat(count).isEqualTo(20);
    assertThat(sampler.chosen()).startsWith(9, 5, 40).doesNotHaveDuplicates().doesNotContain(7);
    assertThat(Arrays.copyOf(sampler.offsets(), 3)).containsOnly(0f);
    float each = (float) Math.log((1000 - 3 - 1) / 17.0);
    for (int i = 3; i < count; i++) {
      assertThat(sampler.offsets()[i]).isCloseTo(each, within(1e-6f));
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "11, 11", "20, 20", "21, 20", "500, 20"})
  void allAreTakenWhereThereAreFew(int candidates, int expected) {
    CandidateSampler sampler = new CandidateSampler(20, 1);
    int count = sampler.draw(3, new int[] {1, 2}, 2, Set.of(), candidates);
    assertThat(count).isEqualTo(expected);
    assertThat(Arrays.copyOf(sampler.chosen(), count)).doesNotHaveDuplicates();
    if (candidates == expected) {
      assertThat(Arrays.copyOf(sampler.offsets(), count)).containsOnly(0f);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void overManyDrawsEveryOtherCandidateComesEquallyOften(long seed) {
    CandidateSampler sampler = new CandidateSampler(8, seed);
    int[] seen = new int[50];
    int draws = 20_000;
    for (int draw = 0; draw < draws; draw++) {
      int count = sampler.draw(0, new int[] {1}, 1, Set.of(2), 50);
      for (int i = 0; i < count; i++) {
        seen[sampler.chosen()[i]]++;
      }
    }
    assertThat(seen[0]).isEqualTo(draws);
    assertThat(seen[1]).isEqualTo(draws);
    assertThat(seen[2]).isZero();
    double expected = draws * 6 / 47.0;
    for (int candidate = 3; candidate < 50; candidate++) {
      assertThat((double) seen[candidate]).isCloseTo(expected, within(6 * Math.sqrt(expected)));
    }
  }
}
