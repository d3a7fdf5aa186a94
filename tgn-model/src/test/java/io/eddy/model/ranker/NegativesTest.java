package io.eddy.model.ranker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NegativesTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 47, 48, 49, 60})
  void aDrawHasNoRepetitionAndNoBarredCandidate(int count) {
    boolean[] barred = new boolean[50];
    barred[4] = true;
    barred[17] = true;
    boolean[] before = barred.clone();
    int[] chosen = new int[50];
    int drawn = new Negatives(count, 9).draw(5, 50, barred, chosen);
    assertThat(drawn).isEqualTo(count == 0 ? 48 : Math.min(count, 48));
    assertThat(Arrays.copyOf(chosen, drawn)).doesNotHaveDuplicates().doesNotContain(4, 17);
    assertThat(barred).isEqualTo(before);
  }

  @Test
  void aDrawDependsOnSeedAndEventOnly() {
    assertThat(draw(1, 2)).isEqualTo(draw(1, 2));
    assertThat(draw(1, 3)).isNotEqualTo(draw(1, 2));
    assertThat(draw(2, 2)).isNotEqualTo(draw(1, 2));
  }

  @Test
  void drawsOfNeighbouringSeedsAndEventsHaveNoMoreInCommonThanChance() {
    Set<Integer> first = Arrays.stream(draw(0, 7)).boxed().collect(Collectors.toSet());
    for (int[] other : List.of(draw(1, 7), draw(2, 7), draw(10, 7), draw(0, 8))) {
      // 20 of 500 twice: 0.8 in common on average.
      assertThat(Arrays.stream(other).filter(first::contains).count()).isLessThan(6);
    }
  }

  @Test
  void smallSetsAreRankedWhole() {
    assertThat(Negatives.suiting(1_000, 7)).isEqualTo(Negatives.ALL);
    assertThat(Negatives.suiting(1_001, 7)).isEqualTo(new Negatives(1_000, 7));
  }

  @Test
  void aNegativeCountIsRefused() {
    assertThatThrownBy(() -> new Negatives(-1, 0)).hasMessageContaining("-1 negatives");
  }

  private static int[] draw(long seed, int event) {
    int[] chosen = new int[500];
    int drawn = new Negatives(20, seed).draw(event, 500, new boolean[500], chosen);
    return Arrays.copyOf(chosen, drawn);
  }
}
