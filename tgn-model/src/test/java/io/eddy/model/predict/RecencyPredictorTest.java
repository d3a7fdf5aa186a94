package io.eddy.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import org.junit.jupiter.api.Test;

class RecencyPredictorTest {
  private final PairHistory history = new PairHistory(8);
  private final RecencyPredictor predictor = new RecencyPredictor();

  @Test
  void putsTheMostRecentFirstWhateverThePopularity() {
    history.visit("old", 1);
    history.visit("new", 2);

    assertThat(score("new", 1)).isEqualTo(2.5);
    assertThat(score("old", 1_000_000)).isGreaterThan(1.99).isLessThan(2);
  }

  @Test
  void breaksTiesOfTimeByPopularity() {
    history.visit("a", 1);
    history.visit("b", 1);
    history.visit("c", 2);

    assertThat(score("a", 3)).isEqualTo(1.75);
    assertThat(score("b", 1)).isEqualTo(1.5);
    assertThat(score("c", 1)).isEqualTo(2.5);
  }

  @Test
  void ordersTheNeverVisitedByPopularityBelowTheRest() {
    history.visit("a", 1);

    assertThat(score("x", 0)).isZero();
    assertThat(score("y", 3)).isEqualTo(0.75);
    assertThat(score("a", 0)).isEqualTo(1);
  }

  @Test
  void keepsTiersApartForTheMostPopularDestination() {
    history.visit("a", 1);

    assertThat(score("x", 1L << 40)).isLessThan(score("a", 0));
  }

  @Test
  void namesThePredictorsThereAre() {
    assertThatThrownBy(() -> LinkPredictors.named("recent"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no predictor is named 'recent'; choose one of: recency, popularity");
  }

  @Test
  void listsTheDestinationsOfTheSameTime() {
    history.visit("a", 1);
    history.visit("b", 2);
    history.visit("c", 2);
    history.visit("d", 3);

    assertThat(new LinkQuery("u", 2, history).sameTimeDestinations())
        .containsExactlyInAnyOrder("b", "c");
    assertThat(new LinkQuery("u", 4, history).sameTimeDestinations()).isEmpty();
  }

  private double score(String id, long visits) {
    return predictor.score(new LinkQuery("u", 10, history), new CandidateCard(id, visits, 0));
  }
}
