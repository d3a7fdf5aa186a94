package io.eddy.jobs.candidates;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.event.ShardAnswerSerializer;
import io.eddy.jobs.support.Bundles;
import io.eddy.jobs.support.Edges;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.ranker.LearnedShard;
import io.eddy.model.ranker.RankerEngine;
import io.eddy.model.ranker.RankerParameters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedRankOperatorTest {
  private static final int KEY_GROUPS = 128;
  private static final int TOP_N = 5;
  private static final RankerSettings SETTINGS = RankerSettings.wikipedia();
  private static final List<Edge> EDGES = Edges.stream(5, 300, 12, 30);

  @TempDir private Path folder;
  private Release first;

  @BeforeEach
  void writeBundle() {
    first = Bundles.write(folder.resolve("first"), 1, SETTINGS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ranksAsTheSequentialEngineDoes(boolean restoring) throws Exception {
    List<ShardAnswer> answers = new ArrayList<>();
    var shard = open(1, 0, null);
    for (RankRequest request : requests(1, 0)) {
      shard.processElement1(new StreamRecord<>(request));
      answers.addAll(shard.extractOutputValues());
      shard.getOutput().clear();
      if (restoring) {
        OperatorSubtaskState state = shard.snapshot(1, 1);
        shard.close();
        shard = open(1, 0, state);
      }
    }
    shard.close();
    assertThat(answers.stream().map(LearnedRankOperatorTest::essence).toList())
        .isEqualTo(sequential(Bundles.parameters(1)));
  }

  @Test
  void shardsTogetherRankAsOne() throws Exception {
    int shards = 3;
    List<List<ShardAnswer>> parts = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      parts.add(answers(shards, i, null, EDGES.size()));
    }
    List<Essence> merged = new ArrayList<>();
    for (int event = 0; event < EDGES.size(); event++) {
      int at = event;
      merged.add(merge(parts.stream().map(part -> part.get(at)).toList()));
    }
    assertThat(merged).isEqualTo(sequential(Bundles.parameters(1)));
  }

  @Test
  void aRescaledJobGoesOnAsIfNothingHadHappened() throws Exception {
    int half = EDGES.size() / 2;
    OperatorSubtaskState state;
    try (var one = open(1, 0, null)) {
      for (RankRequest request : requests(1, 0).subList(0, half)) {
        one.processElement1(new StreamRecord<>(request));
      }
      state = one.snapshot(1, 1);
    }
    int shards = 2;
    List<List<ShardAnswer>> parts = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, KEY_GROUPS, 1, shards, i);
      List<ShardAnswer> answers = new ArrayList<>();
      try (var shard = open(shards, i, part)) {
        for (RankRequest request : requests(shards, i).subList(half, EDGES.size())) {
          shard.processElement1(new StreamRecord<>(request));
        }
        answers.addAll(shard.extractOutputValues());
      }
      parts.add(answers);
    }
    List<Essence> merged = new ArrayList<>();
    for (int event = 0; event < EDGES.size() - half; event++) {
      merged.add(merge(List.of(parts.get(0).get(event), parts.get(1).get(event))));
    }
    assertThat(merged).isEqualTo(sequential(Bundles.parameters(1)).subList(half, EDGES.size()));
  }

  @Test
  void aReleasedBundleRanksFromTheNextEventOnAndSurvivesARestart() throws Exception {
    Release second = Bundles.write(folder.resolve("second"), 2, SETTINGS);
    int half = EDGES.size() / 2;
    List<ShardAnswer> answers = new ArrayList<>();
    OperatorSubtaskState state;
    try (var shard = open(1, 0, null)) {
      for (RankRequest request : requests(1, 0).subList(0, half)) {
        shard.processElement1(new StreamRecord<>(request));
      }
      shard.processElement2(new StreamRecord<>(second));
      answers.addAll(shard.extractOutputValues());
      state = shard.snapshot(1, 1);
    }
    try (var shard = open(1, 0, state)) {
      for (RankRequest request : requests(1, 0).subList(half, EDGES.size())) {
        shard.processElement1(new StreamRecord<>(request));
      }
      answers.addAll(shard.extractOutputValues());
    }
    List<Essence> before = sequential(Bundles.parameters(1));
    List<Essence> after = sequential(Bundles.parameters(2));
    List<Essence> essences = answers.stream().map(LearnedRankOperatorTest::essence).toList();
    assertThat(essences.subList(0, half)).isEqualTo(before.subList(0, half));
    assertThat(essences.subList(half, EDGES.size())).isEqualTo(after.subList(half, EDGES.size()));
    assertThat(answers.get(half - 1).model()).isEqualTo(first.version());
    assertThat(answers.get(half).model()).isEqualTo(second.version());
  }

  @Test
  void aBundleThatIsMissingReplacedOrForOtherFeaturesIsRefused() throws Exception {
    Release otherFeatures = Bundles.write(folder.resolve("other"), 2, SETTINGS.withBounds(7, 7, 7));
    Release replaced = Bundles.write(folder.resolve("replaced"), 3, SETTINGS);
    Bundles.write(folder.resolve("replaced"), 4, SETTINGS);
    Release missing =
        new Release("test", "?", folder.resolve("missing").toUri().toString(), first.sha256());
    List<ShardAnswer> answers = new ArrayList<>();
    try (var shard = open(1, 0, null)) {
      for (RankRequest request : requests(1, 0)) {
        shard.processElement2(new StreamRecord<>(otherFeatures));
        shard.processElement2(new StreamRecord<>(replaced));
        shard.processElement2(new StreamRecord<>(missing));
        shard.processElement1(new StreamRecord<>(request));
      }
      answers.addAll(shard.extractOutputValues());
    }
    assertThat(answers.stream().map(LearnedRankOperatorTest::essence).toList())
        .isEqualTo(sequential(Bundles.parameters(1)));
  }

  /** What a ranking says, without the parts that depend on the sharding. */
  private record Essence(PartialRanking ranking) {}

  private static Essence essence(ShardAnswer answer) {
    assertThat(answer.open()).isNull();
    return new Essence(withoutBaseline(answer.ranking()));
  }

  private static Essence merge(List<ShardAnswer> parts) {
    PartialRanking merged =
        PartialRanking.merge(parts.stream().map(ShardAnswer::ranking).toList(), TOP_N);
    return new Essence(
        withoutBaseline(OpenRanking.close(merged, parts.stream().map(ShardAnswer::open).toList())));
  }

  private static PartialRanking withoutBaseline(PartialRanking ranking) {
    return new PartialRanking(
        ranking.top(), ranking.candidates(), ranking.better(), ranking.tied(), 0, 0);
  }

  private static List<Essence> sequential(RankerParameters parameters) {
    RankerEngine engine = new RankerEngine(SETTINGS);
    LearnedShard shard = new LearnedShard(engine.candidates(), parameters, TOP_N);
    List<Essence> rankings = new ArrayList<>();
    for (Edge edge : EDGES) {
      EdgeRef ref = edge.ref();
      SourceView view = engine.view(ref.src(), ref.timeMicros());
      engine.addCandidate(ref.dst());
      shard.score(view, ref.dst());
      PartialRanking ranking =
          new PartialRanking(shard.top(), engine.candidates().size(), 0, 0, 0, 0);
      rankings.add(
          new Essence(
              OpenRanking.close(
                  ranking, List.of(shard.open(ref.dst(), view.sameTimeDestinations())))));
      engine.apply(ref.src(), ref.dst(), ref.timeMicros());
    }
    return rankings;
  }

  /** What one shard is asked, with the views of a source that saw all earlier events. */
  private static List<RankRequest> requests(int shards, int shard) {
    RankerEngine engine = new RankerEngine(SETTINGS);
    List<RankRequest> requests = new ArrayList<>();
    Map<String, PairHistory> histories = new HashMap<>();
    for (Edge edge : EDGES) {
      EdgeRef ref = edge.ref();
      PairHistory history = histories.computeIfAbsent(ref.src(), src -> new PairHistory(64));
      int owner =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(ref.dst(), KEY_GROUPS, shards);
      requests.add(
          new RankRequest(
              shard,
              shards,
              shard == owner,
              ref,
              history.copy(),
              engine.view(ref.src(), ref.timeMicros()),
              CandidateCard.unseen(ref.dst()),
              null));
      history.visit(ref.dst(), ref.timeMicros());
      engine.apply(ref.src(), ref.dst(), ref.timeMicros());
    }
    return requests;
  }

  private List<ShardAnswer> answers(int shards, int index, OperatorSubtaskState state, int count)
      throws Exception {
    try (var shard = open(shards, index, state)) {
      for (RankRequest request : requests(shards, index).subList(0, count)) {
        shard.processElement1(new StreamRecord<>(request));
      }
      return List.copyOf(shard.extractOutputValues());
    }
  }

  private KeyedTwoInputStreamOperatorTestHarness<String, RankRequest, Release, ShardAnswer> open(
      int shards, int index, OperatorSubtaskState state) throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<String, RankRequest, Release, ShardAnswer>(
            new LearnedRankOperator(first, TOP_N),
            request -> request.ref().dst(),
            Release::name,
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
