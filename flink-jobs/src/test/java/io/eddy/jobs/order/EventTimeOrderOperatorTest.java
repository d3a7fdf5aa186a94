package io.eddy.jobs.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeSerializer;
import io.eddy.jobs.event.Late;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.Harness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeOrderOperatorTest {
  private static final long SECOND = 1_000_000L;
  private static final long BOUND_MILLIS = 5_000;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void eventsLeaveSortedWhenTheWatermarkHasPassedThem(boolean restoring) throws Exception {
    try (var harness = harness(true, LatePolicy.DIVERT, restoring)) {
      offer(harness, Edges.edge(0, "a", "x", 3 * SECOND));
      offer(harness, Edges.edge(1, "b", "x", 1 * SECOND));
      offer(harness, Edges.edge(2, "a", "x", 2 * SECOND));
      offer(harness, Edges.edge(3, "a", "x", 9 * SECOND));
      assertThat(harness.outputs()).isEmpty();

      harness.watermark(3_000);
      assertThat(ids(harness.outputs())).containsExactly("e1", "e2", "e0");

      harness.watermark(Long.MAX_VALUE);
      assertThat(ids(harness.outputs())).containsExactly("e1", "e2", "e0", "e3");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void equalTimesKeepTheOrderOfArrivalAcrossSources(boolean restoring) throws Exception {
    try (var harness = harness(true, LatePolicy.DIVERT, restoring)) {
      List<String> arrived = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Edge edge = Edges.edge(i, "s" + (i * 7 % 5), "x", SECOND);
        arrived.add(edge.ref().id());
        offer(harness, edge);
      }
      harness.watermark(1_000);
      assertThat(ids(harness.outputs())).isEqualTo(arrived);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shufflingWithinTheBoundChangesNothing(long seed) throws Exception {
    List<Edge> sorted = Edges.stream(seed, 200, 10, 20);
    try (var harness = harness(true, LatePolicy.DIVERT, true)) {
      harness.watch(EventTimeOrderOperator.LATE);
      long newest = Long.MIN_VALUE;
      for (Edge edge : delayed(sorted, new Random(seed))) {
        offer(harness, edge);
        newest = Math.max(newest, edge.ref().timeMillis());
        harness.watermark(newest - BOUND_MILLIS - 1);
      }
      assertThat(harness.outputs()).hasSizeBetween(1, sorted.size() - 1);
      harness.watermark(Long.MAX_VALUE);
      assertThat(harness.side(EventTimeOrderOperator.LATE)).isEmpty();
      assertThat(harness.outputs())
          .containsExactlyInAnyOrderElementsOf(sorted)
          .isSortedAccordingTo(Comparator.comparingLong(edge -> edge.ref().timeMicros()));
    }
  }

  /** The events in the order of their arrival, each up to the bound after its time. */
  private static List<Edge> delayed(List<Edge> sorted, Random random) {
    Map<Edge, Long> arrivals = new HashMap<>();
    for (Edge edge : sorted) {
      arrivals.put(edge, edge.ref().timeMillis() + random.nextLong(BOUND_MILLIS + 1));
    }
    List<Edge> arrived = new ArrayList<>(sorted);
    arrived.sort(Comparator.comparing(arrivals::get));
    assertThat(arrived).isNotEqualTo(sorted);
    return arrived;
  }

  @Test
  void withoutWaitingEventsPassAtOnce() throws Exception {
    try (var harness = harness(false, LatePolicy.DIVERT, false)) {
      offer(harness, Edges.edge(0, "a", "x", 3 * SECOND));
      offer(harness, Edges.edge(1, "a", "x", 2 * SECOND));
      assertThat(ids(harness.outputs())).containsExactly("e0", "e1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DIVERT,false",
    "DIVERT,true",
    "APPLY,false",
    "APPLY,true",
    "DROP,false",
    "DROP,true"
  })
  void whatIsBehindTheWatermarkIsTreatedByThePolicy(LatePolicy policy, boolean restoring)
      throws Exception {
    try (var harness = harness(false, policy, restoring)) {
      harness.watch(EventTimeOrderOperator.LATE);
      harness.watermark(5_000);
      Edge late = Edges.edge(0, "a", "x", 5 * SECOND);
      Edge inTime = Edges.edge(1, "a", "x", 5 * SECOND + 1_000);
      offer(harness, late);
      offer(harness, inTime);

      List<Late> recorded = harness.side(EventTimeOrderOperator.LATE);
      if (policy == LatePolicy.DROP) {
        assertThat(recorded).isEmpty();
      } else {
        assertThat(recorded).containsExactly(new Late(late, 5_000));
        assertThat(recorded.get(0).latenessMicros()).isEqualTo(1_000);
      }
      assertThat(harness.outputs())
          .isEqualTo(policy == LatePolicy.APPLY ? List.of(late, inTime) : List.of(inTime));
    }
  }

  @Test
  void aSourceThatStartsAgainDoesNotTurnTheWatermarkBack() throws Exception {
    try (var harness = harness(true, LatePolicy.DIVERT, true)) {
      harness.watch(EventTimeOrderOperator.LATE);
      harness.watermark(5_000);
      harness.watermark(2_000);
      Edge late = Edges.edge(0, "a", "x", 4 * SECOND);
      offer(harness, late);
      assertThat(harness.side(EventTimeOrderOperator.LATE)).containsExactly(new Late(late, 5_000));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatWaitsLeavesWhenNoPartitionBringsMore(boolean restoring) throws Exception {
    try (var harness = harness(true, LatePolicy.DIVERT, restoring)) {
      harness.watch(EventTimeOrderOperator.LATE);
      offer(harness, Edges.edge(0, "a", "x", 9 * SECOND));
      offer(harness, Edges.edge(1, "b", "x", 8 * SECOND));
      harness.watermark(6_000);
      harness.idle();
      assertThat(ids(harness.outputs())).containsExactly("e1", "e0");

      Edge late = Edges.edge(2, "a", "x", 7 * SECOND);
      offer(harness, late);
      assertThat(harness.side(EventTimeOrderOperator.LATE)).containsExactly(new Late(late, 9_000));
    }
  }

  @Test
  void aJobDrainedToItsEndGoesOnFromWhatItReleased() throws Exception {
    try (var harness = harness(true, LatePolicy.DIVERT, true)) {
      harness.watch(EventTimeOrderOperator.LATE);
      offer(harness, Edges.edge(0, "a", "x", 4 * SECOND));
      harness.watermark(Long.MAX_VALUE);
      Edge late = Edges.edge(1, "a", "x", 3 * SECOND);
      Edge inTime = Edges.edge(2, "a", "x", 5 * SECOND);
      offer(harness, late);
      offer(harness, inTime);
      harness.watermark(6_000);
      assertThat(ids(harness.outputs())).containsExactly("e0", "e2");
      assertThat(harness.side(EventTimeOrderOperator.LATE)).containsExactly(new Late(late, 4_000));
    }
  }

  private static Harness<String, Edge, Edge> harness(
      boolean waits, LatePolicy policy, boolean restoring) throws Exception {
    return new Harness<>(
        () -> new EventTimeOrderOperator(waits, policy),
        edge -> edge.ref().src(),
        Types.STRING,
        EdgeSerializer.INSTANCE,
        restoring);
  }

  private static void offer(Harness<String, Edge, Edge> harness, Edge edge) throws Exception {
    harness.element(edge, edge.ref().timeMillis());
  }

  private static List<String> ids(List<Edge> edges) {
    return edges.stream().map(edge -> edge.ref().id()).toList();
  }
}
