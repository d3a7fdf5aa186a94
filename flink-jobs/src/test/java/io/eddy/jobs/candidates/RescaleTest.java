package io.eddy.jobs.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.event.ShardAnswerSerializer;
import io.eddy.jobs.support.Edges;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class RescaleTest {
  private static final int MAX_PARALLELISM = 128;
  private static final int SHARDS = 3;

  @Test
  void candidatesMoveToTheShardThatOwnsThemWhenTheJobIsRescaled() throws Exception {
    OperatorSubtaskState state;
    Map<String, CandidateCard> cards = new HashMap<>();
    try (var one = shard(1, 0)) {
      one.open();
      for (Edge edge : Edges.stream(21, 400, 5, 60)) {
        String dst = edge.ref().dst();
        CandidateCard before = cards.getOrDefault(dst, CandidateCard.unseen(dst));
        one.processElement(request(edge, 0, 1, true, before), 0);
        cards.put(dst, before.visited(edge.ref().timeMicros()));
      }
      state = one.snapshot(1, 1);
    }

    Edge next = Edges.edge(1_000, "new", "nowhere", Long.MAX_VALUE / 2);
    int candidates = 0;
    for (int shard = 0; shard < SHARDS; shard++) {
      try (var part = shard(SHARDS, shard)) {
        part.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, 1, SHARDS, shard));
        part.open();
        part.processElement(
            request(next, shard, SHARDS, false, CandidateCard.unseen("nowhere")), 0);
        ShardAnswer answer = part.extractOutputValues().get(0);
        assertThat(answer.ranking().candidates()).isEqualTo(owned(cards, shard));
        candidates += answer.ranking().candidates();
      }
    }
    assertThat(candidates).isEqualTo(cards.size());
  }

  private static int owned(Map<String, CandidateCard> cards, int shard) {
    List<String> owned =
        cards.keySet().stream()
            .filter(
                dst ->
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            dst, MAX_PARALLELISM, SHARDS)
                        == shard)
            .toList();
    return owned.size();
  }

  private static RankRequest request(
      Edge edge, int shard, int shards, boolean owner, CandidateCard before) {
    return new RankRequest(
        shard, shards, owner, edge.ref(), new PairHistory(4), null, before, null);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, RankRequest, ShardAnswer> shard(
      int shards, int index) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, RankRequest, ShardAnswer>(
            new RankOperator("recency", 5),
            request -> request.ref().dst(),
            Types.STRING,
            MAX_PARALLELISM,
            shards,
            index);
    harness.setup(ShardAnswerSerializer.INSTANCE);
    return harness;
  }
}
