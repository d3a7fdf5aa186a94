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
import io.eddy.jobs.ripple.NeuralNode;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.Networks;
import io.eddy.jobs.support.SmallNetworks;
import io.eddy.memory.node.IdleNodes;
import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.memory.node.Precision;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.serve.Interaction;
import io.eddy.model.tgn.serve.VisitReplay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes with memories in a head, whose watermark forgets them. */
class IdleMemoriesTest {
  private static final long IDLE_MICROS = 20_000_000;

  /**
   * 25 sources and 60 destinations, most of them rarely met: half a second between two events. Some
   * events are of a node with itself.
   */
  private static final List<Edge> EDGES = edges();

  @TempDir private Path folder;
  private TgnSettings network;
  private NamedArrays parameters;
  private NeuralPlan plan;
  private Release release;

  private static List<Edge> edges() {
    List<Edge> edges = new ArrayList<>(Edges.stream(5, 600, 25, 60));
    for (int i = 16; i < edges.size(); i += 17) {
      edges.set(i, Edges.alone(edges.get(i)));
    }
    return edges;
  }

  private void use(int hops) {
    network = SmallNetworks.network(hops);
    parameters = Networks.random(network, 3);
    plan = NeuralPlan.of(network, Precision.SINGLE, IDLE_MICROS);
    release = Networks.write(folder.resolve("net"), network, parameters);
  }

  @ParameterizedTest(name = "{0}, batches of {1}, restored every {2} events, hops {3}")
  @CsvSource({
    "hashmap, 1, 0, 0",
    "hashmap, 48, 100, 0",
    "rocksdb, 48, 0, 0",
    "rocksdb, 1, 8, 0",
    "hashmap, 48, 8, 1",
    "rocksdb, 48, 0, 1",
    "hashmap, 1, 0, 2",
    "rocksdb, 1, 100, 2"
  })
  void resultsAreThoseOfNodesThatStartAnewWithTheirNextVisitButIdleOnesAreCleared(
      String backend, int batch, int restored, int hops) throws Exception {
    use(hops);
    List<NodeOutput> expected = new ArrayList<>();
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner = runner(expected);
    for (Edge edge : EDGES) {
      runner.process(edge.ref().src(), new StampedEdge(edge, release), edge.ref().timeMillis());
    }

    int cleared = 0;
    try (NodeHead head = run(plan, backend, batch, restored)) {
      assertThat(head.outputs()).containsExactlyElementsOf(NodeHead.bytes(expected));
      long end = EDGES.get(EDGES.size() - 1).ref().timeMicros();
      Map<String, NodeState> states = head.states();
      assertThat(states.keySet()).isEqualTo(runner.states().keySet());
      for (Map.Entry<String, NodeState> entry : runner.states().entrySet()) {
        NeuralNode neural = states.get(entry.getKey()).neural();
        long idle = end - entry.getValue().seenMicros();
        if (idle > IDLE_MICROS * 3 / 2) {
          assertThat(neural == null || isForgottenButFollowed(neural))
              .as("idle for %d µs", idle)
              .isTrue();
          cleared += neural == null ? 1 : 0;
        } else if (idle <= IDLE_MICROS) {
          assertThat(neural.memory()).isEqualTo(entry.getValue().neural().memory());
        }
      }
      if (hops > 0) {
        requireThatFollowersAreThoseWhoKeepMails(states);
      }
    }
    assertThat(cleared).isBetween(5, runner.states().size() - 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void scoresAndMemoriesAreThoseOfOneEventAfterTheOther(int hops) throws Exception {
    use(hops);
    List<NodeOutput> outputs = new ArrayList<>();
    LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner = runner(outputs);
    VisitReplay replay =
        new VisitReplay(network, parameters, Precision.SINGLE, new IdleNodes(IDLE_MICROS));
    VisitReplay keeping = new VisitReplay(network, parameters, Precision.SINGLE, IdleNodes.KEPT);
    int others = 0;
    for (Edge edge : EDGES) {
      runner.process(edge.ref().src(), new StampedEdge(edge, release), edge.ref().timeMillis());
      double probability = probability(outputs);
      assertThat(probability).isEqualTo(probability(replay, edge));
      others += probability == probability(keeping, edge) ? 0 : 1;
      outputs.clear();
    }
    runner
        .states()
        .forEach(
            (node, state) ->
                assertThat(state.neural().memory().memory())
                    .containsExactly(replay.memories().get(node).memory()));
    assertThat(others).isGreaterThan(100);
  }

  @Test
  void nothingIsClearedWhereEventsBehindTheWatermarkAreProcessed() throws Exception {
    use(0);
    try (NodeHead head = run(plan.withoutSweeps(), "hashmap", 48, 0)) {
      assertThat(head.states().values()).allMatch(state -> state.neural() != null);
    }
  }

  private LocalRunner<NodeState, StampedEdge, Visit, NodeOutput> runner(List<NodeOutput> outputs) {
    NodeVisits visits = new NodeVisits(4, null, plan);
    return new LocalRunner<>(visits, visits.maxHops(), MessageDelays.constant(0), 1, outputs::add);
  }

  private static double probability(List<NodeOutput> outputs) {
    return outputs.stream()
        .filter(output -> output.settled() != null)
        .findFirst()
        .orElseThrow()
        .settled()
        .offer()
        .neural()
        .interaction()
        .probability();
  }

  private static double probability(VisitReplay replay, Edge edge) {
    EdgeRef ref = edge.ref();
    Interaction event = new Interaction(ref.src(), ref.dst(), ref.timeMicros(), edge.features());
    replay.accept(event, source -> {}, (memory, after, moved) -> {});
    replay.complete();
    return event.probability();
  }

  private boolean isForgottenButFollowed(NeuralNode node) {
    return node.followers().size() > 0 && node.memory().equals(new NeuralMemory(plan.shape()));
  }

  private static void requireThatFollowersAreThoseWhoKeepMails(Map<String, NodeState> states) {
    Map<String, Set<String>> keepers = new HashMap<>();
    states.forEach(
        (node, state) -> {
          for (int i = 0; state.neural() != null && i < mails(state).size(); i++) {
            keepers.computeIfAbsent(mails(state).neighbour(i), any -> new HashSet<>()).add(node);
          }
        });
    states.forEach(
        (node, state) -> {
          Set<String> told = new HashSet<>();
          if (state.neural() != null) {
            state.neural().followers().forEach(told::add);
            assertThat(state.neural().followers().size()).isEqualTo(told.size());
          }
          assertThat(told).isEqualTo(keepers.getOrDefault(node, Set.of()));
        });
    assertThat(keepers).hasSizeGreaterThan(20);
  }

  private static Mailbox mails(NodeState state) {
    return state.neural().memory().mailbox();
  }

  private NodeHead run(NeuralPlan with, String backend, int batch, int restored) throws Exception {
    NodeHead head = new NodeHead(new NodeVisits(4, null, with), backend, batch);
    int events = 0;
    for (Edge edge : EDGES) {
      head.event(new StampedEdge(edge, release));
      head.watermark(edge.ref().timeMillis() - 1);
      if (restored > 0 && ++events % restored == 0) {
        head.restore();
      }
    }
    return head;
  }
}
