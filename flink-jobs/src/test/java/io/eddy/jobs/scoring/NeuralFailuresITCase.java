package io.eddy.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.IncomingSerializer;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ReleaseSerializer;
import io.eddy.jobs.event.Score;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.FailsAfterCheckpoints;
import io.eddy.jobs.support.Networks;
import io.eddy.jobs.support.SmallNetworks;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.model.tgn.TgnSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memories of a job that fails by itself and goes on from its checkpoints. */
@Tag("heavy")
class NeuralFailuresITCase {
  private static final int FAILURES = 3;
  private static final int PER_SECOND = 150;
  private static final List<Edge> EDGES = Edges.stream(7, 600, 12, 9);

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, parallelism {1}, hops {2}")
  @CsvSource({"hashmap, 2, 0", "rocksdb, 2, 0", "hashmap, 2, 1", "hashmap, 2, 2"})
  void everyMemoryTakesInEachOfItsEventsOnce(String backend, int parallelism, int hops)
      throws Exception {
    TgnSettings network = SmallNetworks.network(hops);
    Release release = Networks.write(folder.resolve("net"), network, Networks.random(network, 3));
    Settings settings =
        Settings.empty()
            .with(ScoringOptions.STATE_BACKEND, backend)
            .with(ScoringOptions.PARALLELISM, Integer.toString(parallelism))
            .with(ScoringOptions.PREDICTOR, ScoringOptions.NO_PREDICTOR)
            .with(ScoringOptions.CHECKPOINT_INTERVAL, "50 ms")
            .with(ScoringOptions.CHECKPOINT_DIR, folder.resolve("checkpoints").toString());
    FailsAfterCheckpoints<Incoming> failing = new FailsAfterCheckpoints<>(FAILURES);
    List<String> scored = new ArrayList<>();
    Map<String, Long> updates = new HashMap<>();
    ScoringPipeline pipeline = pipeline(settings, network, release, failing);
    try (CloseableIterator<Score> scores = pipeline.scores().collectAsync();
        CloseableIterator<MemoryUpdate> memories = pipeline.memories().collectAsync()) {
      pipeline.scores().getExecutionEnvironment().executeAsync();
      scores.forEachRemaining(score -> scored.add(score.ref().id()));
      memories.forEachRemaining(
          memory -> updates.merge(memory.node(), memory.updates(), Math::max));
    }
    Map<String, Long> expected = new HashMap<>();
    for (Edge edge : EDGES) {
      expected.merge(edge.ref().src(), 1L, Long::sum);
      expected.merge(edge.ref().dst(), 1L, Long::sum);
    }
    assertThat(failing.failed()).isPositive();
    assertThat(scored)
        .containsExactlyInAnyOrderElementsOf(EDGES.stream().map(edge -> edge.ref().id()).toList());
    assertThat(updates).isEqualTo(expected);
  }

  private static ScoringPipeline pipeline(
      Settings settings,
      TgnSettings network,
      Release release,
      FailsAfterCheckpoints<Incoming> failing) {
    Configuration configuration = ScoringEnvironment.configuration(settings);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 2 * FAILURES);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    ScoringEnvironment.apply(environment, settings);
    VersionedTypeInfo<Incoming> type = new VersionedTypeInfo<>(IncomingSerializer.INSTANCE);
    DataStream<Incoming> incoming =
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    index -> EDGES.get(index.intValue()),
                    EDGES.size(),
                    RateLimiterStrategy.perSecond(PER_SECOND),
                    type),
                ScoringPipeline.watermarks(settings),
                "edges")
            .setParallelism(1)
            .uid("edges")
            .map(failing)
            .returns(type)
            .setParallelism(1)
            .uid("failing");
    DataStream<Release> same =
        environment.fromData(List.of(release), new VersionedTypeInfo<>(ReleaseSerializer.INSTANCE));
    return ScoringPipeline.build(
        incoming,
        null,
        new ServedMemory(release, ServedMemory.plan(network, settings), same),
        settings);
  }
}
