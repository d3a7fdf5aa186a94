package io.eddy.jobs.candidates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.MemoryView;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.RankRequestSerializer;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.event.ShardAnswerSerializer;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.OneModel;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.model.bundle.BundleException;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.ranker.RankerEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EddyRankOperatorTest {
  private static final int KEY_GROUPS = 128;
  private static final int TOP_N = 5;
  private static final List<Edge> EDGES = Edges.stream(6, 250, 12, 30);
  private static final EventVectors VECTORS = OneModel.vectors(EDGES, 1);

  @TempDir private Path folder;
  private Release first;

  @BeforeEach
  void writeBundle() {
    first = OneModel.write(folder.resolve("first"), 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ranksAsOfflineEvaluationDoes(boolean restoring) throws Exception {
    List<PartialRanking> rankings = new ArrayList<>();
    var shard = open(1, 0, null);
    for (RankRequest request : requests(1, 0, event -> first)) {
      shard.processElement(new StreamRecord<>(request));
      shard.extractOutputValues().forEach(answer -> rankings.add(whole(List.of(answer))));
      shard.getOutput().clear();
      if (restoring) {
        OperatorSubtaskState state = shard.snapshot(1, 1);
        shard.close();
        shard = open(1, 0, state);
      }
    }
    shard.close();
    assertThat(rankings).isEqualTo(offline(1));
  }

  @Test
  void shardsTogetherRankAsOneBeforeAndAfterTheirNumberChanges() throws Exception {
    int half = EDGES.size() / 2;
    List<OperatorSubtaskState> states = new ArrayList<>();
    List<List<ShardAnswer>> before = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (var shard = open(2, i, null)) {
        before.add(answers(shard, requests(2, i, event -> first).subList(0, half)));
        states.add(shard.snapshot(1, 1));
      }
    }
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new));
    List<List<ShardAnswer>> after = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(all, KEY_GROUPS, 2, 3, i);
      try (var shard = open(3, i, part)) {
        after.add(answers(shard, requests(3, i, event -> first).subList(half, EDGES.size())));
      }
    }
    List<PartialRanking> rankings = new ArrayList<>(merged(before));
    rankings.addAll(merged(after));
    assertThat(rankings).isEqualTo(offline(1));
  }

  @Test
  void anEventIsRankedByTheBundleOfItsNodesFromMemoriesThatStay() throws Exception {
    Release second = OneModel.write(folder.resolve("second"), 2);
    int half = EDGES.size() / 2;
    // Two nodes may be of two minds for a while; both models go on.
    IntFunction<Release> models =
        event -> event < half || (event < half + 20 && event % 2 == 0) ? first : second;
    List<ShardAnswer> answers = new ArrayList<>();
    OperatorSubtaskState state;
    List<RankRequest> requests = requests(1, 0, models);
    try (var shard = open(1, 0, null)) {
      answers.addAll(answers(shard, requests.subList(0, half + 10)));
      state = shard.snapshot(1, 1);
    }
    try (var shard = open(1, 0, state)) {
      answers.addAll(answers(shard, requests.subList(half + 10, EDGES.size())));
    }
    List<PartialRanking> byFirst = offline(1);
    List<PartialRanking> bySecond = offline(2);
    assertThat(bySecond).isNotEqualTo(byFirst);
    for (int i = 0; i < EDGES.size(); i++) {
      Release model = models.apply(i);
      assertThat(answers.get(i).model()).isEqualTo(model.version());
      assertThat(whole(List.of(answers.get(i))))
          .isEqualTo((model.equals(first) ? byFirst : bySecond).get(i));
    }
  }

  @Test
  void aBundleThatWasReplacedIsNotRankedBy() throws Exception {
    OneModel.write(folder.resolve("first"), 3);
    try (var shard = open(1, 0, null)) {
      StreamRecord<RankRequest> request = new StreamRecord<>(requests(1, 0, event -> first).get(0));
      assertThatThrownBy(() -> shard.processElement(request))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("it was replaced");
    }
  }

  private static List<PartialRanking> offline(long seed) {
    return OneModel.rankings(EDGES, VECTORS, OneModel.parameters(seed, OneModel.NETWORK), TOP_N);
  }

  private static List<ShardAnswer> answers(
      KeyedOneInputStreamOperatorTestHarness<String, RankRequest, ShardAnswer> shard,
      List<RankRequest> requests)
      throws Exception {
    for (RankRequest request : requests) {
      shard.processElement(new StreamRecord<>(request));
    }
    return List.copyOf(shard.extractOutputValues());
  }

  private static List<PartialRanking> merged(List<List<ShardAnswer>> shards) {
    List<PartialRanking> merged = new ArrayList<>();
    for (int event = 0; event < shards.get(0).size(); event++) {
      int at = event;
      merged.add(whole(shards.stream().map(answers -> answers.get(at)).toList()));
    }
    return merged;
  }

  private static PartialRanking whole(List<ShardAnswer> parts) {
    PartialRanking merged =
        PartialRanking.merge(parts.stream().map(ShardAnswer::ranking).toList(), TOP_N);
    return OneModel.withoutBaseline(
        parts.size() == 1
            ? merged
            : OpenRanking.close(merged, parts.stream().map(ShardAnswer::open).toList()));
  }

  /** What one shard is asked, with what the nodes remember of all earlier events. */
  private static List<RankRequest> requests(int shards, int shard, IntFunction<Release> models)
      throws IOException {
    RankerEngine engine = new RankerEngine(OneModel.FEATURES);
    List<RankRequest> requests = new ArrayList<>();
    Map<String, PairHistory> histories = new HashMap<>();
    for (int i = 0; i < EDGES.size(); i++) {
      EdgeRef ref = EDGES.get(i).ref();
      PairHistory history = histories.computeIfAbsent(ref.src(), src -> new PairHistory(64));
      boolean owner =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(ref.dst(), KEY_GROUPS, shards)
              == shard;
      requests.add(
          sent(
              new RankRequest(
                  shard,
                  shards,
                  owner,
                  ref,
                  history.copy(),
                  engine.view(ref.src(), ref.timeMicros()),
                  CandidateCard.unseen(ref.dst()),
                  new MemoryView(
                      models.apply(i),
                      VECTORS.embedding(i),
                      VECTORS.mails(i),
                      owner ? VECTORS.memory(i) : null))));
      history.visit(ref.dst(), ref.timeMicros());
      engine.apply(ref.src(), ref.dst(), ref.timeMicros());
    }
    return requests;
  }

  /** As it comes out of the exchange before the shards. */
  private static RankRequest sent(RankRequest request) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    RankRequestSerializer.INSTANCE.serialize(request, out);
    return RankRequestSerializer.INSTANCE.deserialize(
        new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, RankRequest, ShardAnswer> open(
      int shards, int index, OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, RankRequest, ShardAnswer>(
            new EddyRankOperator(OneModel.FEATURES, TOP_N),
            request -> request.ref().dst(),
            Types.STRING,
            KEY_GROUPS,
            shards,
            index);
    harness.setup(ShardAnswerSerializer.INSTANCE);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }
}
