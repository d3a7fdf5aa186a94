package io.eddy.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.card.CandidateCard;
import org.junit.jupiter.api.Test;

class CandidateTableTest {
  private final CandidateTable table = new CandidateTable();

  @Test
  void keepsTheIndexOfACardThatIsReplaced() {
    table.put(new CandidateCard("a", 1, 1));
    table.put(new CandidateCard("b", 1, 1));
    table.put(new CandidateCard("a", 2, 2));

    assertThat(table.size()).isEqualTo(2);
    assertThat(table.indexOf("a")).isZero();
    assertThat(table.id(1)).isEqualTo("b");
    assertThat(table.card(0)).isEqualTo(new CandidateCard("a", 2, 2));
    assertThat(table.indexOf("c")).isEqualTo(-1);
  }

  @Test
  void keepsPopularitiesBesideItsCardsAsItGrows() {
    for (int i = 0; i < 500; i++) {
      table.put(new CandidateCard("d" + i, i, 0));
    }
    table.put(new CandidateCard("d7", 1, 0));
    double[] popularities = new double[501];

    table.copyPopularities(popularities);

    assertThat(popularities[7]).isEqualTo(0.5);
    assertThat(popularities[3]).isEqualTo(0.75);
    assertThat(popularities[0]).isZero();
    assertThat(popularities[499]).isEqualTo(499 / 500.0);
    assertThat(popularities[500]).isZero();
  }
}
