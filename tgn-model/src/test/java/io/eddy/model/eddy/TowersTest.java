package io.eddy.model.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.model.ranker.RandomParameters;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TowersTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void towersAreThoseOfADoublePrecisionReference(long seed) {
    Random random = new Random(seed);
    int embedding = 1 + random.nextInt(120);
    int memory = 1 + random.nextInt(120);
    int size = 1 + random.nextInt(40);
    EddyParameters parameters = RandomEddy.of(seed, embedding, memory, size);
    Towers towers = new Towers(parameters);
    assertThat(towers.size()).isEqualTo(size);
    for (int probe = 0; probe < 10; probe++) {
      float[] z = RandomParameters.normal(random, embedding, 2);
      float[] s = RandomParameters.normal(random, memory, 2);
      assertReference(towers.query(z), parameters.source(), z);
      assertReference(towers.card(s), parameters.card(), s);
    }
    assertReference(towers.unseenCard(), parameters.card(), new float[memory]);
  }

  @Test
  void aResultDependsOnItsVectorAlone() {
    Random random = new Random(7);
    EddyParameters parameters = RandomEddy.of(7, 30, 20, 8);
    Towers towers = new Towers(parameters);
    float[] z = RandomParameters.normal(random, 30, 1);
    float[] alone = new Towers(parameters).query(z);
    towers.query(RandomParameters.normal(random, 30, 1));
    towers.card(RandomParameters.normal(random, 20, 1));
    assertThat(towers.query(z)).isEqualTo(alone);
  }

  @Test
  void aVectorOfAnotherLengthIsRefused() {
    Towers towers = new Towers(RandomEddy.of(1, 5, 6, 3));
    assertThatThrownBy(() -> towers.query(new float[6]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 numbers for a tower of 5 inputs");
  }

  private static void assertReference(float[] found, TowerParameters tower, float[] x) {
    for (int j = 0; j < tower.outputs(); j++) {
      double expected = tower.layer().biases()[j];
      for (int i = 0; i < x.length; i++) {
        expected +=
            tower.layer().weights()[j * x.length + i]
                * ((double) x[i] - tower.standardisation().means()[i])
                / tower.standardisation().deviations()[i];
      }
      assertThat((double) found[j]).isCloseTo(expected, within(1e-4));
    }
  }
}
