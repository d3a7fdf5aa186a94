package io.eddy.model.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.model.predict.CandidateTable;
import io.eddy.model.predict.LinkPredictor;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.predict.PopularityPredictor;
import io.eddy.model.predict.RecencyPredictor;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CandidateRankerTest {
  private final CandidateTable table = new CandidateTable();
  private final PairHistory history = new PairHistory(8);
  private final LinkQuery query = new LinkQuery("u", 100, history);
  private final CandidateRanker ranker =
      new CandidateRanker(new RecencyPredictor(), new PopularityPredictor(), 3);

  @BeforeEach
  void fill() {
    for (String[] card : new String[][] {{"a", "1"}, {"b", "5"}, {"c", "3"}, {"d", "3"}}) {
      table.put(new CandidateCard(card[0], Long.parseLong(card[1]), 0));
    }
    history.visit("a", 50);
  }

  @Test
  void countsWhatStandsBeforeTheTrueDestination() {
    PartialRanking ranking = ranker.rank(query, table, card("c"), Set.of());

    assertThat(ranking.better()).isEqualTo(2);
    assertThat(ranking.tied()).isEqualTo(1);
    assertThat(ranking.rank()).isEqualTo(3.5);
    assertThat(ranking.baselineRank()).isEqualTo(2.5);
    assertThat(ranking.candidates()).isEqualTo(4);
  }

  @Test
  void doesNotCountTheExcludedButMayNameThem() {
    PartialRanking ranking =
        ranker.rank(query, table, card("c"), Set.of("a", "d", "c", "elsewhere"));

    assertThat(ranking.rank()).isEqualTo(2);
    assertThat(ranking.top()).extracting(ScoredCandidate::id).startsWith("a");
  }

  @Test
  void namesTheBestWithTiesById() {
    PartialRanking ranking = ranker.rank(query, table, card("d"), Set.of());

    assertThat(ranking.top())
        .containsExactly(
            new ScoredCandidate("a", 1.5),
            new ScoredCandidate("b", 5 / 6.0),
            new ScoredCandidate("c", 0.75));
  }

  @Test
  void ranksADestinationThatWasNeverSeenBehindAllThatWere() {
    PartialRanking ranking = ranker.rank(query, table, CandidateCard.unseen("new"), Set.of());

    assertThat(ranking.rank()).isEqualTo(5);
    assertThat(ranking.baselineRank()).isEqualTo(5);
  }

  @Test
  void countsNothingWithoutATrueDestination() {
    PartialRanking ranking = ranker.rank(query, table, null, Set.of());

    assertThat(ranking.better() + ranking.tied() + ranking.baselineBetter()).isZero();
    assertThat(ranking.top()).hasSize(3);
  }

  @Test
  void ranksAmongNoCandidates() {
    PartialRanking ranking =
        ranker.rank(query, new CandidateTable(), CandidateCard.unseen("a"), Set.of("b"));

    assertThat(ranking.rank()).isEqualTo(1);
    assertThat(ranking.top()).isEmpty();
  }

  @Test
  void namesNoneWhenAskedForNone() {
    CandidateRanker counting =
        new CandidateRanker(new RecencyPredictor(), new RecencyPredictor(), 0);

    PartialRanking ranking = counting.rank(query, table, card("b"), Set.of());

    assertThat(ranking.top()).isEmpty();
    assertThat(ranking.rank()).isEqualTo(2);
    assertThat(ranking.baselineRank()).isEqualTo(2);
  }

  @Test
  void refusesAScoreThatIsNoNumber() {
    CandidateRanker broken =
        new CandidateRanker(new ConstantPredictor(Double.NaN), new RecencyPredictor(), 1);

    assertThatThrownBy(() -> broken.rank(query, table, card("a"), Set.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("predictor 'constant' scores destination 'a' of source 'u' NaN");
  }

  @Test
  void refusesANegativeTopN() {
    assertThatThrownBy(
            () -> new CandidateRanker(new RecencyPredictor(), new RecencyPredictor(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private CandidateCard card(String id) {
    return table.card(table.indexOf(id));
  }

  private record ConstantPredictor(double value) implements LinkPredictor {
    @Override
    public String name() {
      return "constant";
    }

    @Override
    public void score(LinkQuery asked, CandidateTable candidates, double[] scores) {
      Arrays.fill(scores, 0, candidates.size(), value);
    }

    @Override
    public double score(LinkQuery asked, CandidateCard card) {
      return value;
    }
  }
}
