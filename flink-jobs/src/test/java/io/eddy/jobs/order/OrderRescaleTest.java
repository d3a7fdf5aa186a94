package io.eddy.jobs.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeSerializer;
import io.eddy.jobs.support.Edges;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class OrderRescaleTest {
  private static final int MAX_PARALLELISM = 128;
  private static final int SUBTASKS = 3;

  @Test
  void waitingEventsMoveWithTheirSourceAndEverySubtaskKeepsTheWatermark() throws Exception {
    List<Edge> edges = Edges.stream(3, 60, 12, 20);
    long watermark = edges.get(0).ref().timeMillis() - 1;
    OperatorSubtaskState state;
    try (var one = subtask(1, 0)) {
      one.open();
      one.processWatermark(new Watermark(watermark));
      for (Edge edge : edges) {
        one.processElement(edge, edge.ref().timeMillis());
      }
      state = one.snapshot(1, 1);
    }
    List<Edge> released = new ArrayList<>();
    for (int index = 0; index < SUBTASKS; index++) {
      try (var part = subtask(SUBTASKS, index)) {
        part.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, 1, SUBTASKS, index));
        part.open();
        Edge late = Edges.edge(900, sourceOf(index), "x", watermark * 1_000);
        part.processElement(late, late.ref().timeMillis());
        assertThat(part.getSideOutput(EventTimeOrderOperator.LATE)).hasSize(1);

        part.processWatermark(Watermark.MAX_WATERMARK);
        assertThat(part.extractOutputValues()).isNotEmpty();
        released.addAll(part.extractOutputValues());
      }
    }
    assertThat(released).containsExactlyInAnyOrderElementsOf(edges);
  }

  /** A source whose events go to a subtask. */
  private static String sourceOf(int index) {
    int number = 0;
    while (KeyGroupRangeAssignment.assignKeyToParallelOperator(
            "late" + number, MAX_PARALLELISM, SUBTASKS)
        != index) {
      number++;
    }
    return "late" + number;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Edge, Edge> subtask(
      int subtasks, int index) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, Edge, Edge>(
            new EventTimeOrderOperator(true, LatePolicy.DIVERT),
            edge -> edge.ref().src(),
            Types.STRING,
            MAX_PARALLELISM,
            subtasks,
            index);
    harness.setup(EdgeSerializer.INSTANCE);
    return harness;
  }
}
