package io.eddy.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.IncomingSerializer;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ReleaseSerializer;
import io.eddy.jobs.event.Score;
import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.jobs.node.NeuralPlan;
import io.eddy.jobs.node.NodeOutput;
import io.eddy.jobs.node.NodeVisits;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.Networks;
import io.eddy.jobs.support.SmallNetworks;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.memory.node.IdleNodes;
import io.eddy.memory.node.Precision;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.GoldenRun;
import io.eddy.model.tgn.serve.Interaction;
import io.eddy.model.tgn.serve.VisitReplay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes with neural memories in the pipeline, as a Flink job. */
class NeuralPipelineITCase {
  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final List<Edge> EDGES = Edges.stream(5, 400, 12, 9);

  @TempDir private Path folder;

  private final List<Score> scores = new ArrayList<>();
  private final List<MemoryUpdate> memories = new ArrayList<>();

  static Stream<GoldenRun> oneEventAtATime() throws IOException {
    return GoldenRun.load().stream().filter(run -> run.batch() == 1);
  }

  @ParameterizedTest
  @MethodSource("oneEventAtATime")
  void aJobGivesTheProbabilitiesAndMemoriesOfTheReferenceCode(GoldenRun golden) throws Exception {
    Release release =
        Networks.write(folder.resolve("golden"), golden.settings(), golden.parameters());
    EdgeColumns events = golden.events();
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      EdgeRef ref =
          new EdgeRef(
              "e" + i,
              "n" + events.src()[i],
              "n" + events.dst()[i],
              events.timesMicros()[i],
              0,
              EdgeRef.origin(0, i));
      int width = events.featureCount();
      float[] features = Arrays.copyOfRange(events.features(), i * width, (i + 1) * width);
      edges.add(new Edge(ref, features, ""));
    }
    run(edges, golden.settings(), release, Map.of());
    double[] probabilities = scores.stream().mapToDouble(Score::probability).toArray();
    assertThat(probabilities).containsExactly(golden.positive(), within(1e-5));

    // The reference code applies a node's last message when it is met again: one later than here.
    Map<String, List<MemoryUpdate>> byNode = new HashMap<>();
    memories.forEach(m -> byNode.computeIfAbsent(m.node(), node -> new ArrayList<>()).add(m));
    Set<String> nodes = new HashSet<>();
    edges.forEach(edge -> nodes.addAll(List.of(edge.ref().src(), edge.ref().dst())));
    assertThat(byNode.keySet()).isEqualTo(nodes);
    byNode.forEach(
        (node, updates) -> {
          double[] expected = golden.finalMemory()[Integer.parseInt(node.substring(1))];
          float[] found =
              updates.size() > 1
                  ? updates.get(updates.size() - 2).vector()
                  : new float[expected.length];
          for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
          }
        });
  }

  @ParameterizedTest(name = "{0}, batches of {1}, {2}, hops {3}")
  @CsvSource({
    "hashmap, 1, single, 0",
    "hashmap, 7, single, 0",
    "hashmap, 48, half, 0",
    "hashmap, 1000, single, 0",
    "rocksdb, 48, single, 0",
    "hashmap, 1, single, 1",
    "hashmap, 7, half, 1",
    "hashmap, 1000, single, 1",
    "rocksdb, 48, half, 1",
    "hashmap, 1, single, 2",
    "rocksdb, 48, half, 3"
  })
  void scoresAndMemoriesAreThoseOfOneVisitAfterTheOther(
      String backend, int batch, String precision, int hops) throws Exception {
    TgnSettings network = SmallNetworks.network(hops);
    Release release = Networks.write(folder.resolve("net"), network, Networks.random(network, 3));
    Map<String, String> options =
        Map.of(
            ScoringOptions.STATE_BACKEND.key(),
            backend,
            MemoryOptions.BATCH.key(),
            Integer.toString(batch),
            MemoryOptions.PRECISION.key(),
            precision);
    List<NodeOutput> expected = new ArrayList<>();
    NodeVisits visits =
        new NodeVisits(
            128, null, ServedMemory.plan(network, Settings.empty().with(options, "test")));
    var runner =
        new LocalRunner<>(visits, visits.maxHops(), MessageDelays.constant(0), 1, expected::add);
    for (Edge edge : EDGES) {
      runner.process(edge.ref().src(), new StampedEdge(edge, release), edge.ref().timeMillis());
    }
    run(EDGES, network, release, options);
    assertThat(scores).isEqualTo(NodeResults.scores(expected)).hasSameSizeAs(EDGES);
    assertThat(memories).isEqualTo(NodeResults.memories(expected));
  }

  @ParameterizedTest
  @CsvSource({"hashmap, single, 2", "rocksdb, half, 3"})
  void withWavesAJobGivesTheScoresAndMemoriesOfOneEventAfterTheOther(
      String backend, String precision, int hops) throws Exception {
    TgnSettings network = SmallNetworks.network(hops);
    NamedArrays parameters = Networks.random(network, 3);
    Release release = Networks.write(folder.resolve("net"), network, parameters);
    Map<String, String> options =
        Map.of(
            ScoringOptions.STATE_BACKEND.key(), backend, MemoryOptions.PRECISION.key(), precision);
    List<Edge> edges = withSomeOfANodeWithItself();
    run(edges, network, release, options);
    VisitReplay replay =
        new VisitReplay(
            network,
            parameters,
            Settings.empty().with(options, "test").get(MemoryOptions.PRECISION),
            IdleNodes.KEPT);
    int alone = 0;
    for (int i = 0; i < edges.size(); i++) {
      EdgeRef ref = edges.get(i).ref();
      alone += ref.src().equals(ref.dst()) ? 1 : 0;
      Interaction event =
          new Interaction(ref.src(), ref.dst(), ref.timeMicros(), edges.get(i).features());
      replay.accept(event, source -> {}, (memory, after, moved) -> {});
      replay.complete();
      assertThat(scores.get(i).probability()).isEqualTo(event.probability());
    }
    Map<String, float[]> last = new HashMap<>();
    memories.forEach(memory -> last.put(memory.node(), memory.vector()));
    assertThat(last).hasSize(replay.memories().size());
    last.forEach(
        (node, vector) -> assertThat(vector).containsExactly(replay.memories().get(node).memory()));
    assertThat(memories).hasSize(2 * edges.size() - alone + (int) replay.reactions());
    // In the order of events, whichever node they changed; a wave's time is its event's
    // millisecond.
    long newest = 0;
    for (MemoryUpdate memory : memories) {
      assertThat(memory.timeMicros()).isGreaterThan(newest - 1_000);
      newest = Math.max(newest, memory.timeMicros());
    }
    assertThat(replay.reactions()).isGreaterThan(edges.size());
    assertThat(alone).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"hashmap, 1, 1", "rocksdb, 2, 1", "hashmap, 2, 2"})
  void nodesThatAreIdleStartAnew(String backend, int hops, int parallelism) throws Exception {
    TgnSettings network = SmallNetworks.network(hops);
    NamedArrays parameters = Networks.random(network, 3);
    Release release = Networks.write(folder.resolve("net"), network, parameters);
    Duration idle = Duration.ofSeconds(5);
    run(
        EDGES,
        network,
        release,
        Map.of(
            ScoringOptions.STATE_BACKEND.key(),
            backend,
            ScoringOptions.PARALLELISM.key(),
            "" + parallelism,
            MemoryOptions.IDLE.key(),
            idle.toSeconds() + " s"));
    assertThat(scores.stream().map(score -> score.ref().id()).distinct()).hasSameSizeAs(EDGES);
    assertThat(scores).hasSameSizeAs(EDGES);
    if (parallelism > 1) {
      return;
    }
    VisitReplay replay =
        new VisitReplay(
            network, parameters, Precision.SINGLE, new IdleNodes(idle.toMillis() * 1000));
    for (int i = 0; i < EDGES.size(); i++) {
      EdgeRef ref = EDGES.get(i).ref();
      Interaction event =
          new Interaction(ref.src(), ref.dst(), ref.timeMicros(), EDGES.get(i).features());
      replay.accept(event, source -> {}, (memory, after, moved) -> {});
      replay.complete();
      assertThat(scores.get(i).probability()).isEqualTo(event.probability());
    }
  }

  private static List<Edge> withSomeOfANodeWithItself() {
    List<Edge> edges = new ArrayList<>(EDGES);
    for (int i = 5; i < edges.size(); i += 17) {
      edges.set(i, Edges.alone(edges.get(i)));
    }
    return edges;
  }

  @Test
  void atParallelismTwoEveryMemoryTakesInEachOfItsEventsOnce() throws Exception {
    TgnSettings network = SmallNetworks.network(0);
    Release release = Networks.write(folder.resolve("net"), network, Networks.random(network, 3));
    run(EDGES, network, release, Map.of(ScoringOptions.PARALLELISM.key(), "2"));
    assertThat(scores.stream().map(score -> score.ref().id())).doesNotHaveDuplicates();
    assertThat(scores).hasSameSizeAs(EDGES);
    Map<String, Long> updates = new HashMap<>();
    memories.forEach(m -> updates.merge(m.node(), m.updates(), Math::max));
    Map<String, Long> expected = new HashMap<>();
    EDGES.forEach(
        edge -> {
          expected.merge(edge.ref().src(), 1L, Long::sum);
          expected.merge(edge.ref().dst(), 1L, Long::sum);
        });
    assertThat(updates).isEqualTo(expected);
  }

  private void run(
      List<Edge> edges, TgnSettings network, Release release, Map<String, String> options)
      throws Exception {
    Settings settings = Settings.empty().with(options, "test");
    Configuration configuration = ScoringEnvironment.configuration(settings);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(settings.get(ScoringOptions.PARALLELISM));
    environment.enableCheckpointing(50);
    DataStream<Incoming> incoming =
        environment
            .fromData(
                new ArrayList<Incoming>(edges),
                new VersionedTypeInfo<>(IncomingSerializer.INSTANCE))
            .assignTimestampsAndWatermarks(ScoringPipeline.watermarks(settings));
    DataStream<Release> same =
        environment.fromData(List.of(release), new VersionedTypeInfo<>(ReleaseSerializer.INSTANCE));
    NeuralPlan plan = ServedMemory.plan(network, settings);
    ScoringPipeline pipeline =
        ScoringPipeline.build(incoming, null, new ServedMemory(release, plan, same), settings);
    CloseableIterator<Score> scored = pipeline.scores().collectAsync();
    CloseableIterator<MemoryUpdate> remembered = pipeline.memories().collectAsync();
    pipeline.rankings().orElseThrow().sinkTo(new DiscardingSink<>());
    environment.executeAsync();
    scored.forEachRemaining(scores::add);
    remembered.forEachRemaining(memories::add);
    scored.close();
    remembered.close();
  }
}
