package io.eddy.jobs.candidates;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several shards and the merge of their answers, fed as settle feeds them. */
class ShardsTest {
  private static final int MAX_PARALLELISM = 128;
  private static final int CAPACITY = 8;
  private static final int TOP_N = 5;

  @ParameterizedTest
  @CsvSource({"recency,3,1", "recency,3,2", "recency,4,3", "popularity,3,4"})
  void shardsTogetherRankAsOneDoes(String predictor, int shards, long seed) throws Exception {
    SequentialScorer scorer =
        new SequentialScorer(
            new CandidateRanker(LinkPredictors.named(predictor), new RecencyPredictor(), TOP_N),
            CAPACITY);
    List<ShardAnswer> expected = new ArrayList<>();
    Map<String, PairHistory> histories = new HashMap<>();
    Map<String, CandidateCard> cards = new HashMap<>();
    List<KeyedOneInputStreamOperatorTestHarness<String, RankRequest, ShardAnswer>> ranks =
        new ArrayList<>();
    try (var merge = merge()) {
      for (int shard = 0; shard < shards; shard++) {
        ranks.add(rank(predictor, shards, shard));
      }
      for (Edge edge : Edges.stream(seed, 300, 8, 40)) {
        String dst = edge.ref().dst();
        long time = edge.ref().timeMicros();
        PairHistory history =
            histories.computeIfAbsent(edge.ref().src(), src -> new PairHistory(CAPACITY));
        CandidateCard before = cards.getOrDefault(dst, CandidateCard.unseen(dst));
        int owner =
            KeyGroupRangeAssignment.assignKeyToParallelOperator(dst, MAX_PARALLELISM, shards);
        for (int shard = 0; shard < shards; shard++) {
          var rank = ranks.get(shard);
          rank.processElement(
              new RankRequest(
                  shard, shards, shard == owner, edge.ref(), history.copy(), null, before, null),
              0);
          merge.element(rank.extractOutputValues().get(0), 0);
          rank.getOutput().clear();
        }
        history.visit(dst, time);
        cards.put(dst, before.visited(time));
        expected.add(
            ShardAnswer.ofRule(edge.ref(), 1, scorer.process(edge.ref().src(), dst, time)));
      }
      assertThat(merge.outputs()).isEqualTo(expected);
    } finally {
      for (var rank : ranks) {
        rank.close();
      }
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, RankRequest, ShardAnswer> rank(
      String predictor, int shards, int index) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, RankRequest, ShardAnswer>(
            new RankOperator(predictor, TOP_N),
            request -> request.ref().dst(),
            Types.STRING,
            MAX_PARALLELISM,
            shards,
            index);
    harness.setup(ShardAnswerSerializer.INSTANCE);
    harness.open();
    return harness;
  }

  private static Harness<Long, ShardAnswer, ShardAnswer> merge() throws Exception {
    return new Harness<>(
        () -> new KeyedProcessOperator<>(new MergeFunction(TOP_N)),
        answer -> answer.ref().origin(),
        Types.LONG,
        ShardAnswerSerializer.INSTANCE,
        false);
  }
}
