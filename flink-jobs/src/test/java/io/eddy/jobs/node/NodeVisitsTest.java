package io.eddy.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Settled;
import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.jobs.support.Edges;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.ranker.RankerEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class NodeVisitsTest {
  private static final int CAPACITY = 4;

  private final List<Settled> settled = new ArrayList<>();

  @Test
  void anEventIsSettledWithWhatBothNodesRememberedBeforeIt() throws Exception {
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner =
        runner(new NodeVisits(CAPACITY, null, null));
    Map<String, PairHistory> histories = new HashMap<>();
    Map<String, CandidateCard> cards = new HashMap<>();
    for (Edge edge : Edges.stream(1, 300, 5, 12)) {
      String dst = edge.ref().dst();
      PairHistory history =
          histories.computeIfAbsent(edge.ref().src(), src -> new PairHistory(CAPACITY));
      CandidateCard card = cards.getOrDefault(dst, CandidateCard.unseen(dst));
      runner.process(edge.ref().src(), new StampedEdge(edge, null), edge.ref().timeMillis());
      Settled last = settled.get(settled.size() - 1);
      assertThat(last.offer().ref()).isEqualTo(edge.ref());
      assertThat(last.offer().history()).isEqualTo(history);
      assertThat(last.before()).isEqualTo(card);
      history.visit(dst, edge.ref().timeMicros());
      cards.put(dst, card.visited(edge.ref().timeMicros()));
    }
    assertThat(settled).hasSize(300);
    assertThat(runner.inFlight()).isZero();
  }

  @Test
  void aLearnedRankerGetsTheViewOfTheSequentialEngine() throws Exception {
    RankerSettings settings = RankerSettings.wikipedia();
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner =
        runner(new NodeVisits(CAPACITY, settings, null));
    RankerEngine engine = new RankerEngine(settings);
    for (Edge edge : Edges.stream(2, 200, 5, 12)) {
      String src = edge.ref().src();
      runner.process(src, new StampedEdge(edge, null), edge.ref().timeMillis());
      assertThat(settled.get(settled.size() - 1).offer().view())
          .usingRecursiveComparison()
          .isEqualTo(engine.view(src, edge.ref().timeMicros()));
      engine.apply(src, edge.ref().dst(), edge.ref().timeMicros());
    }
  }

  @Test
  void aNodeIsTheSameAfterItsStateWasWrittenAndRead() throws Exception {
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner =
        runner(new NodeVisits(CAPACITY, RankerSettings.wikipedia(), null));
    for (Edge edge : Edges.stream(3, 200, 5, 5)) {
      runner.process(edge.ref().src(), new StampedEdge(edge, null), edge.ref().timeMillis());
    }
    assertThat(runner.states()).isNotEmpty();
    for (NodeState state : runner.states().values()) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      NodeStateSerializer.INSTANCE.serialize(state, out);
      NodeState read =
          NodeStateSerializer.INSTANCE.deserialize(
              new DataInputDeserializer(out.getCopyOfBuffer()));
      DataOutputSerializer again = new DataOutputSerializer(64);
      NodeStateSerializer.INSTANCE.serialize(read, again);
      assertThat(again.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
      assertThat(read.history()).isEqualTo(state.history());
      assertThat(read.card()).isEqualTo(state.card());
    }
  }

  @Test
  void aSmallerCapacityHoldsForTheSourcesThatAreAlreadyKnown() {
    PairHistory known = new PairHistory(4);
    known.visit("x", 1);
    known.visit("y", 2);
    known.visit("z", 3);
    CallContext context = new CallContext("a", NodeState.UNKNOWN.withSource(known, null));
    new NodeVisits(2, null, null)
        .onEvent(new StampedEdge(Edges.edge(4, "a", "x", 4), null), context);
    PairHistory expected = known.copy(2);
    assertThat(context.offer().history()).isEqualTo(expected);
    expected.visit("x", 4);
    assertThat(context.state().history()).isEqualTo(expected);
    assertThat(expected.size()).isEqualTo(2);
  }

  @Test
  void whereNothingRanksNobodyIsRemembered() throws Exception {
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner =
        runner(new NodeVisits(0, null, null));
    runner.process("a", new StampedEdge(Edges.edge(4, "a", "x", 4), null), 4);
    assertThat(settled).hasSize(1);
    assertThat(settled.get(0).offer().history().size()).isZero();
    assertThat(runner.states()).containsOnlyKeys("a", "x");
    assertThat(runner.states().values()).containsOnly(NodeState.UNKNOWN);
  }

  @Test
  void anEventBehindItsSourcesNewestIsClamped() {
    PairHistory known = new PairHistory(CAPACITY);
    known.visit("x", 10);
    CallContext context = new CallContext("a", NodeState.UNKNOWN.withSource(known, null));
    new NodeVisits(CAPACITY, null, null)
        .onEvent(new StampedEdge(Edges.edge(1, "a", "y", 9), null), context);
    assertThat(context.offer().clamped()).isTrue();
  }

  private LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner(NodeVisits visits) {
    return new LocalRunner<>(
        visits,
        visits.maxHops(),
        MessageDelays.constant(0),
        1,
        output -> settled.add(Objects.requireNonNull(output.settled())));
  }
}
