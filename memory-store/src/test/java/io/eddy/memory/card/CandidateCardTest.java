package io.eddy.memory.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CandidateCardTest {
  @Test
  void countsVisitsAndKeepsTheLatestTime() {
    CandidateCard card = CandidateCard.unseen("p").visited(50).visited(40);

    assertThat(card).isEqualTo(new CandidateCard("p", 2, 50));
  }

  @Test
  void takesAnyTimeAtItsFirstVisit() {
    assertThat(CandidateCard.unseen("p").visited(-7).lastTimeMicros()).isEqualTo(-7);
  }

  @Test
  void refusesNegativeVisits() {
    assertThatThrownBy(() -> new CandidateCard("p", -1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'p' with -1 visits");
  }
}
