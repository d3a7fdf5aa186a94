package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.event.Visit;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.jobs.node.NeuralPlan;
import io.eddy.jobs.node.NodeOutput;
import io.eddy.jobs.node.NodeState;
import io.eddy.jobs.node.NodeVisits;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.Networks;
import io.eddy.jobs.support.SmallNetworks;
import io.eddy.memory.node.Precision;
import io.eddy.model.tgn.TgnSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes with memories in a head, whose watermark forgets them. */
class IdleSweepTest {
  private static final long IDLE_MICROS = 20_000_000;

  /** 25 sources and 60 destinations, most of them rarely met: half a second between two events. */
  private static final List<Edge> EDGES = Edges.stream(5, 600, 25, 60);

  private static final TgnSettings NETWORK = SmallNetworks.network(0);

  @TempDir private Path folder;
  private Release release;

  @BeforeEach
  void writeNetwork() {
    release = Networks.write(folder.resolve("net"), NETWORK, Networks.random(NETWORK, 3));
  }

  @ParameterizedTest(name = "{0}, batches of {1}, restoring {2}")
  @CsvSource({"hashmap, 1, false", "hashmap, 48, true", "rocksdb, 48, false", "rocksdb, 1, true"})
  void resultsAreThoseOfNodesThatStartAnewWithTheirNextVisitButIdleOnesAreCleared(
      String backend, int batch, boolean restoring) throws Exception {
    NeuralPlan plan = NeuralPlan.of(NETWORK, Precision.SINGLE, IDLE_MICROS);
    List<NodeOutput> expected = new ArrayList<>();
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner =
        new LocalRunner<>(
            new NodeVisits(4, null, plan), 2, MessageDelays.constant(0), 1, expected::add);
    for (Edge edge : EDGES) {
      runner.process(edge.ref().src(), new StampedEdge(edge, release), edge.ref().timeMillis());
    }

    int cleared = 0;
    try (NodeHead head = run(plan, backend, batch, restoring)) {
      assertThat(head.outputs()).containsExactlyElementsOf(NodeHead.bytes(expected));
      long end = EDGES.get(EDGES.size() - 1).ref().timeMicros();
      Map<String, NodeState> states = head.states();
      assertThat(states.keySet()).isEqualTo(runner.states().keySet());
      for (Map.Entry<String, NodeState> entry : runner.states().entrySet()) {
        NodeState state = states.get(entry.getKey());
        long idle = end - entry.getValue().seenMicros();
        if (idle > IDLE_MICROS * 3 / 2) {
          assertThat(state.neural()).as("idle for %d µs", idle).isNull();
          cleared++;
        } else if (idle <= IDLE_MICROS) {
          assertThat(NodeHead.bytes(state)).isEqualTo(NodeHead.bytes(entry.getValue()));
        }
      }
    }
    assertThat(cleared).isBetween(5, runner.states().size() - 5);
  }

  @Test
  void nothingIsClearedWhereEventsBehindTheWatermarkAreProcessed() throws Exception {
    NeuralPlan plan = NeuralPlan.of(NETWORK, Precision.SINGLE, IDLE_MICROS).withoutSweeps();
    try (NodeHead head = run(plan, "hashmap", 48, false)) {
      assertThat(head.states().values()).allMatch(state -> state.neural() != null);
    }
  }

  private NodeHead run(NeuralPlan plan, String backend, int batch, boolean restoring)
      throws Exception {
    NodeHead head = new NodeHead(new NodeVisits(4, null, plan), backend, batch);
    int events = 0;
    for (Edge edge : EDGES) {
      head.event(new StampedEdge(edge, release));
      head.watermark(edge.ref().timeMillis() - 1);
      if (restoring && ++events % 100 == 0) {
        head.restore();
      }
    }
    return head;
  }
}
