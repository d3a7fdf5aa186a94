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
import io.eddy.jobs.support.SmallNetworks;
import io.eddy.memory.node.Precision;
import io.eddy.model.tgn.TgnSettings;
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

  @ParameterizedTest(name = "hops {0}, {1}, batches of {2}, restoring {3}")
  @CsvSource({
    "0, hashmap, 48, false",
    "1, hashmap, 1, false",
    "1, hashmap, 7, true",
    "1, hashmap, 48, false",
    "1, hashmap, 100000, true",
    "1, rocksdb, 48, true",
    "1, rocksdb, 100000, false"
  })
  void alsoWhereNodesMeetThemselvesAndTheNetworkChanges(
      int hops, String backend, int batch, boolean restoring) throws Exception {
    TgnSettings network = SmallNetworks.network(hops);
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
      Edge kept = number % 11 == 5 ? Edges.alone(edge) : edge;
      events.add(new StampedEdge(kept, releases[number / 37 % 2]));
    }
    return events;
  }
}
