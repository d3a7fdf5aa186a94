package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
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
import io.eddy.memory.node.Precision;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.TgnSettings.NeighbourMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever visits are computed together, results and states are those of one after the other. */
class PutOffVisitsTest {
  private static final int EVENTS = 500;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, {1}, batches of {2}, restoring {3}")
  @CsvSource({
    "OF_THE_MAIL, hashmap, 48, false",
    "CURRENT, hashmap, 1, false",
    "CURRENT, hashmap, 7, true",
    "CURRENT, hashmap, 48, false",
    "CURRENT, hashmap, 100000, true",
    "CURRENT, rocksdb, 48, true",
    "CURRENT, rocksdb, 100000, false"
  })
  void alsoWhereNodesMeetThemselvesAndTheNetworkChanges(
      NeighbourMemory neighbours, String backend, int batch, boolean restoring) throws Exception {
    TgnSettings network = network(neighbours);
    List<StampedEdge> events = events(network);
    NodeVisits visits = new NodeVisits(0, null, NeuralPlan.of(network, Precision.SINGLE, 0));
    List<NodeOutput> expected = new ArrayList<>();
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner =
        new LocalRunner<>(visits, visits.maxHops(), MessageDelays.constant(0), 1, expected::add);
    try (NodeHead head = new NodeHead(visits, backend, batch)) {
      for (int i = 0; i < events.size(); i++) {
        EdgeRef ref = events.get(i).edge().ref();
        runner.process(ref.src(), events.get(i), ref.timeMillis());
        head.event(events.get(i));
        if (i % 90 == 89) {
          head.watermark(ref.timeMillis() - 1);
        }
        if (restoring && i % 120 == 119) {
          head.restore();
        }
      }
      head.watermark(Long.MAX_VALUE);
      assertThat(head.outputs()).containsExactlyElementsOf(NodeHead.bytes(expected));
      Map<String, NodeState> states = head.states();
      assertThat(states.keySet()).isEqualTo(runner.states().keySet());
      for (Map.Entry<String, NodeState> entry : runner.states().entrySet()) {
        assertThat(NodeHead.bytes(states.get(entry.getKey())))
            .as(entry.getKey())
            .isEqualTo(NodeHead.bytes(entry.getValue()));
      }
    }
  }

  /** Every eleventh event is of a node with itself; the network changes every 37 events. */
  private List<StampedEdge> events(TgnSettings network) {
    Release[] releases = {
      Networks.write(folder.resolve("one"), network, Networks.random(network, 3)),
      Networks.write(folder.resolve("two"), network, Networks.random(network, 4))
    };
    List<StampedEdge> events = new ArrayList<>();
    for (Edge edge : Edges.stream(5, EVENTS, 12, 9)) {
      int number = events.size();
      EdgeRef ref = edge.ref();
      EdgeRef alone =
          new EdgeRef(
              ref.id(),
              ref.src(),
              ref.src(),
              ref.timeMicros(),
              ref.appendedAtMillis(),
              ref.origin());
      Edge kept = number % 11 == 5 ? new Edge(alone, edge.features(), "") : edge;
      events.add(new StampedEdge(kept, releases[number / 37 % 2]));
    }
    return events;
  }

  private static TgnSettings network(NeighbourMemory neighbours) {
    return new TgnSettings(
        TgnSettings.MessageFunction.IDENTITY,
        TgnSettings.Aggregator.LAST,
        TgnSettings.Updater.GRU,
        TgnSettings.Embedding.ATTENTION,
        neighbours,
        12,
        8,
        2,
        0,
        12,
        4,
        1,
        2,
        0,
        0,
        1);
  }
}
