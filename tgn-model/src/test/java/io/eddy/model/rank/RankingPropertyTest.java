package io.eddy.model.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.card.CandidateCard;
import io.eddy.model.predict.CandidateTable;
import io.eddy.model.predict.LinkPredictor;
import io.eddy.model.predict.LinkPredictors;
import io.eddy.model.predict.LinkQuery;
import io.eddy.model.predict.RandomState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rankings over random states: against a naive one, and sharded against whole. */
class RankingPropertyTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithSortingEverything(long seed) {
    RandomState state = new RandomState(seed);
    LinkQuery query = state.query();
    int topN = state.random().nextInt(15);
    CandidateCard trueCard = state.someCard();
    Set<String> excluded = state.someIds();

    PartialRanking ranking = ranker(topN).rank(query, state.table(), trueCard, excluded);

    LinkPredictor predictor = LinkPredictors.named("recency");
    List<ScoredCandidate> all = new ArrayList<>();
    int better = 0;
    int tied = 0;
    for (int i = 0; i < state.table().size(); i++) {
      CandidateCard card = state.table().card(i);
      double score = predictor.score(query, card);
      all.add(new ScoredCandidate(card.id(), score));
      if (!card.id().equals(trueCard.id()) && !excluded.contains(card.id())) {
        better += score > predictor.score(query, trueCard) ? 1 : 0;
        tied += score == predictor.score(query, trueCard) ? 1 : 0;
      }
    }
    all.sort(ScoredCandidate.BEST_FIRST);
    assertThat(ranking.top()).isEqualTo(all.subList(0, Math.min(topN, all.size())));
    assertThat(ranking.better()).isEqualTo(better);
    assertThat(ranking.tied()).isEqualTo(tied);
    assertThat(ranking.candidates()).isEqualTo(all.size());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void mergesShardsToWhatOneTableGives(long seed) {
    RandomState state = new RandomState(seed);
    Random random = state.random();
    LinkQuery query = state.query();
    int topN = random.nextInt(15);
    CandidateCard trueCard = state.someCard();
    Set<String> excluded = state.someIds();
    List<CandidateTable> shards = shards(state.table(), 1 + random.nextInt(7), random);

    List<PartialRanking> partial = new ArrayList<>();
    for (CandidateTable shard : shards) {
      partial.add(ranker(topN).rank(query, shard, trueCard, excluded));
    }
    Collections.shuffle(partial, random);

    assertThat(PartialRanking.merge(partial, topN))
        .isEqualTo(ranker(topN).rank(query, state.table(), trueCard, excluded));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesTheSameFromAUsedRankerAsFromANewOne(long seed) {
    CandidateRanker used = ranker(5);
    for (long other = seed; other < seed + 5; other++) {
      RandomState state = new RandomState(other);
      LinkQuery query = state.query();
      CandidateCard trueCard = state.someCard();

      assertThat(used.rank(query, state.table(), trueCard, Set.of()))
          .isEqualTo(ranker(5).rank(query, state.table(), trueCard, Set.of()));
    }
  }

  private static CandidateRanker ranker(int topN) {
    return new CandidateRanker(
        LinkPredictors.named("recency"), LinkPredictors.named("popularity"), topN);
  }

  /** The candidates dealt out at random, in random order. */
  private static List<CandidateTable> shards(CandidateTable table, int shards, Random random) {
    List<Integer> order = new ArrayList<>();
    List<CandidateTable> result = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    for (int i = 0; i < shards; i++) {
      result.add(new CandidateTable());
    }
    for (int i : order) {
      result.get(random.nextInt(shards)).put(table.card(i));
    }
    return result;
  }
}
