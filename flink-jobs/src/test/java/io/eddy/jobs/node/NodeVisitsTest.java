package io.eddy.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Offer;
import io.eddy.jobs.event.OfferSerializer;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.RankRequestSerializer;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.Harness;
import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeVisitsTest {
  private static final int CAPACITY = 4;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOfferCarriesTheHistoryAsItWasBeforeTheEvent(boolean restoring) throws Exception {
    List<Edge> edges = Edges.stream(1, 300, 5, 12);
    try (var harness = offers(restoring)) {
      Map<String, PairHistory> expected = new HashMap<>();
      for (Edge edge : edges) {
        PairHistory history =
            expected.computeIfAbsent(edge.ref().src(), src -> new PairHistory(CAPACITY));
        harness.element(edge, edge.ref().timeMillis());
        List<Offer> seen = harness.outputs();
        assertThat(seen.get(seen.size() - 1).history()).isEqualTo(history);
        history.visit(edge.ref().dst(), edge.ref().timeMicros());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void settlingAsksEveryShardWithTheCardAsItWasBeforeTheEvent(boolean restoring) throws Exception {
    List<Edge> edges = Edges.stream(2, 300, 5, 12);
    List<RankRequest> expected = new ArrayList<>();
    Map<String, CandidateCard> cards = new HashMap<>();
    try (var harness = settles(restoring)) {
      for (Edge edge : edges) {
        String dst = edge.ref().dst();
        CandidateCard before = cards.getOrDefault(dst, CandidateCard.unseen(dst));
        Offer offer = new Offer(edge.ref(), new PairHistory(CAPACITY), null);
        harness.element(offer, edge.ref().timeMillis());
        expected.add(new RankRequest(0, 1, true, edge.ref(), offer.history(), null, before));
        cards.put(dst, before.visited(edge.ref().timeMicros()));
      }
      assertThat(harness.outputs()).isEqualTo(expected);
    }
  }

  @Test
  void aSmallerCapacityHoldsForTheSourcesThatAreAlreadyKnown() throws Exception {
    Iterator<Integer> capacities = List.of(4, 2).iterator();
    try (var harness =
        new Harness<String, Edge, Offer>(
            () -> new KeyedProcessOperator<>(new OfferFunction(capacities.next(), null)),
            edge -> edge.ref().src(),
            Types.STRING,
            OfferSerializer.INSTANCE,
            false)) {
      harness.element(Edges.edge(1, "a", "x", 1), 0);
      harness.element(Edges.edge(2, "a", "y", 2), 0);
      harness.element(Edges.edge(3, "a", "z", 3), 0);
      harness.restore();
      harness.element(Edges.edge(4, "a", "x", 4), 0);
      harness.element(Edges.edge(5, "a", "x", 5), 0);
      PairHistory expected = new PairHistory(4);
      expected.visit("x", 1);
      expected.visit("y", 2);
      expected.visit("z", 3);
      expected = expected.copy(2);
      assertThat(harness.outputs().get(3).history()).isEqualTo(expected);
      expected.visit("x", 4);
      assertThat(harness.outputs().get(4).history()).isEqualTo(expected);
      assertThat(expected.size()).isEqualTo(2);
      assertThat(expected.totalVisits()).isEqualTo(4);
    }
  }

  private static Harness<String, Edge, Offer> offers(boolean restoring) throws Exception {
    return new Harness<>(
        () -> new KeyedProcessOperator<>(new OfferFunction(CAPACITY, null)),
        edge -> edge.ref().src(),
        Types.STRING,
        OfferSerializer.INSTANCE,
        restoring);
  }

  private static Harness<String, Offer, RankRequest> settles(boolean restoring) throws Exception {
    return new Harness<>(
        () -> new KeyedProcessOperator<>(new SettleFunction()),
        offer -> offer.ref().dst(),
        Types.STRING,
        RankRequestSerializer.INSTANCE,
        restoring);
  }
}
