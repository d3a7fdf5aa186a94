package io.eddy.jobs.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.event.ShardAnswerSerializer;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.Harness;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.model.eval.SequentialScorer;
import io.eddy.model.predict.LinkPredictors;
import io.eddy.model.predict.RecencyPredictor;
import io.eddy.model.rank.CandidateRanker;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.rank.ScoredCandidate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RankingOperatorsTest {
  private static final int CAPACITY = 8;
  private static final int TOP_N = 5;

  @ParameterizedTest
  @CsvSource({"recency,false", "recency,true", "popularity,false", "popularity,true"})
  void oneShardRanksAsTheSequentialScorerDoes(String predictor, boolean restoring)
      throws Exception {
    List<Edge> edges = Edges.stream(5, 250, 6, 30);
    SequentialScorer scorer =
        new SequentialScorer(
            new CandidateRanker(LinkPredictors.named(predictor), new RecencyPredictor(), TOP_N),
            CAPACITY);
    Map<String, PairHistory> histories = new HashMap<>();
    Map<String, CandidateCard> cards = new HashMap<>();
    try (var harness = ranking(predictor, restoring)) {
      for (int i = 0; i < edges.size(); i++) {
        Edge edge = edges.get(i);
        String dst = edge.ref().dst();
        PairHistory history =
            histories.computeIfAbsent(edge.ref().src(), src -> new PairHistory(CAPACITY));
        CandidateCard before = cards.getOrDefault(dst, CandidateCard.unseen(dst));
        harness.element(
            new RankRequest(0, 1, true, edge.ref(), history.copy(), null, before, null),
            edge.ref().timeMillis());
        history.visit(dst, edge.ref().timeMicros());
        cards.put(dst, before.visited(edge.ref().timeMicros()));

        PartialRanking expected = scorer.process(edge.ref().src(), dst, edge.ref().timeMicros());
        assertThat(harness.outputs()).hasSize(i + 1);
        assertThat(harness.outputs().get(i)).isEqualTo(ShardAnswer.ofRule(edge.ref(), 1, expected));
      }
    }
  }

  @Test
  void aRequestForAnotherShardFails() throws Exception {
    Edge edge = Edges.edge(1, "a", "x", 1);
    try (var harness = ranking("recency", false)) {
      RankRequest astray =
          new RankRequest(
              0,
              2,
              true,
              edge.ref(),
              new PairHistory(CAPACITY),
              null,
              CandidateCard.unseen("x"),
              null);
      assertThatThrownBy(() -> harness.element(astray, 0))
          .hasMessageContaining("'e1': a request to shard 0 of 2 came to shard 0 of 1");
    }
  }

  @Test
  void answersOfAllShardsBecomeOneRanking() throws Exception {
    Edge first = Edges.edge(1, "a", "x", 1);
    Edge second = Edges.edge(2, "b", "y", 2);
    try (var harness = merging()) {
      harness.element(answer(first, "c1", 0.5, 2), 0);
      harness.element(answer(second, "c1", 0.1, 1), 0);
      assertThat(harness.outputs()).isEmpty();
      harness.element(answer(second, "c2", 0.3, 4), 0);
      harness.element(answer(first, "c2", 0.7, 3), 0);

      assertThat(harness.outputs())
          .containsExactly(
              ShardAnswer.ofRule(second.ref(), 1, merged("c2", 0.3, "c1", 0.1, 5)),
              ShardAnswer.ofRule(first.ref(), 1, merged("c2", 0.7, "c1", 0.5, 5)));
    }
  }

  @Test
  void aCheckpointThatCutsAnEventsAnswersInTwoFails() throws Exception {
    try (var harness = merging()) {
      harness.element(answer(Edges.edge(1, "a", "x", 1), "c1", 0.5, 2), 0);
      assertThatThrownBy(harness::snapshot)
          .hasStackTraceContaining("1 events have part of their answers")
          .hasStackTraceContaining("aligned");
    }
  }

  private static ShardAnswer answer(Edge edge, String candidate, double score, int better) {
    return ShardAnswer.ofRule(
        edge.ref(),
        2,
        new PartialRanking(
            List.of(new ScoredCandidate(candidate, score)), 10, better, 0, better, 0));
  }

  private static PartialRanking merged(String c1, double s1, String c2, double s2, int better) {
    return new PartialRanking(
        List.of(new ScoredCandidate(c1, s1), new ScoredCandidate(c2, s2)),
        20,
        better,
        0,
        better,
        0);
  }

  private static Harness<String, RankRequest, ShardAnswer> ranking(
      String predictor, boolean restoring) throws Exception {
    return new Harness<>(
        () -> new RankOperator(predictor, TOP_N),
        request -> request.ref().dst(),
        Types.STRING,
        ShardAnswerSerializer.INSTANCE,
        restoring);
  }

  private static Harness<Long, ShardAnswer, ShardAnswer> merging() throws Exception {
    return new Harness<>(
        () -> new KeyedProcessOperator<>(new MergeFunction(TOP_N)),
        answer -> answer.ref().origin(),
        Types.LONG,
        ShardAnswerSerializer.INSTANCE,
        false);
  }
}
