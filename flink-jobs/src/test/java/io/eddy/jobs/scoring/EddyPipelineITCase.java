package io.eddy.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.IncomingSerializer;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ReleaseSerializer;
import io.eddy.jobs.event.Score;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.OneModel;
import io.eddy.jobs.support.SmallNetworks;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.model.rank.PartialRanking;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one model in the pipeline, as a Flink job, against its offline evaluation. */
class EddyPipelineITCase {
  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private static final long SEED = 4;
  private static final String RELEASES = "Releases of the test";
  private static final int HALF = 250;
  private static final int ALL = Integer.MAX_VALUE;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<Edge> EDGES = Edges.stream(8, 500, 15, 40);

  @TempDir private Path folder;

  /** What comes out of one run, however often it is stopped and started again. */
  private record Run(
      Collection<ShardAnswer> answers, Collection<Score> scores, Collection<MemoryUpdate> updates) {
    private static final Map<String, Run> ALL = new ConcurrentHashMap<>();

    static Run of(String name) {
      return ALL.computeIfAbsent(
          name,
          key ->
              new Run(
                  new ConcurrentLinkedQueue<>(),
                  new ConcurrentLinkedQueue<>(),
                  new ConcurrentLinkedQueue<>()));
    }
  }

  @ParameterizedTest(name = "{0}, batches of {1}, hops {2}")
  @CsvSource({
    "hashmap, 1, 0",
    "hashmap, 64, 0",
    "rocksdb, 1, 0",
    "rocksdb, 64, 0",
    "hashmap, 64, 1",
    "rocksdb, 64, 1",
    "hashmap, 64, 2",
    "rocksdb, 1, 3"
  })
  void aJobThatIsStoppedHalfwayRanksAsOfflineEvaluationDoes(
      String backend, String batch, int hops, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Map<String, String> options =
        Map.of(ScoringOptions.STATE_BACKEND.key(), backend, MemoryOptions.BATCH.key(), batch);
    TgnSettings network = SmallNetworks.network(hops);
    Release release = OneModel.write(folder.resolve("bundle"), SEED, network, OneModel.FEATURES);
    Run run = Run.of(folder.toString());

    JobID first = start(cluster, release, network, options, HALF, "");
    Awaitility.await().atMost(PATIENCE).until(() -> run.answers().size() == HALF);
    // Flink refuses a savepoint if a task ends just when it is asked to begin it.
    Awaitility.await().atMost(PATIENCE).until(() -> hasFinished(cluster, first, RELEASES));
    String savepoint =
        cluster
            .stopWithSavepoint(
                first,
                folder.resolve("savepoints").toUri().toString(),
                false,
                SavepointFormatType.CANONICAL)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await(cluster, start(cluster, release, network, options, ALL, savepoint));

    List<PartialRanking> expected =
        OneModel.rankings(
            EDGES,
            OneModel.vectors(EDGES, SEED, network),
            OneModel.parameters(SEED, network),
            topN(options));
    assertThat(run.answers().stream().map(a -> OneModel.withoutBaseline(a.ranking())).toList())
        .isEqualTo(expected);
    assertThat(run.answers().stream().map(ShardAnswer::model).distinct())
        .containsExactly(release.version());
    assertThat(run.scores().stream().map(Score::ref).toList())
        .isEqualTo(EDGES.stream().map(Edge::ref).toList());
    if (hops < WaveSettings.LEAST_HOPS) {
      assertThat(run.updates()).hasSize(2 * EDGES.size());
    } else {
      assertThat(run.updates()).hasSizeGreaterThan(2 * EDGES.size());
    }
  }

  @Test
  void atParallelismTwoEveryEventIsRankedOnceAmongAllKnownDestinations(
      @InjectMiniCluster MiniCluster cluster) throws Exception {
    Map<String, String> options = Map.of(ScoringOptions.PARALLELISM.key(), "2");
    Release release = OneModel.write(folder.resolve("bundle"), SEED);
    await(cluster, start(cluster, release, OneModel.NETWORK, options, ALL, ""));
    Run run = Run.of(folder.toString());
    assertThat(run.answers()).hasSameSizeAs(EDGES);
    assertThat(run.answers().stream().map(answer -> answer.ref().id())).doesNotHaveDuplicates();
    long destinations = EDGES.stream().map(edge -> edge.ref().dst()).distinct().count();
    assertThat(run.answers().stream().mapToInt(answer -> answer.ranking().candidates()).max())
        .hasValue(Math.toIntExact(destinations));
  }

  private static boolean hasFinished(MiniCluster cluster, JobID id, String task) {
    int finished = 0;
    for (AccessExecutionVertex vertex :
        cluster.getExecutionGraph(id).join().getAllExecutionVertices()) {
      if (vertex.getTaskNameWithSubtaskIndex().contains(task)) {
        if (vertex.getExecutionState() != ExecutionState.FINISHED) {
          return false;
        }
        finished++;
      }
    }
    return finished > 0;
  }

  private static int topN(Map<String, String> options) {
    return settings(options).get(ScoringOptions.TOP_N);
  }

  private static Settings settings(Map<String, String> options) {
    return Settings.empty()
        .with(Map.of(ScoringOptions.PREDICTOR.key(), "eddy"), "test")
        .with(options, "test");
  }

  private JobID start(
      MiniCluster cluster,
      Release release,
      TgnSettings network,
      Map<String, String> options,
      int given,
      String savepoint)
      throws Exception {
    Settings settings = settings(options);
    Configuration configuration = ScoringEnvironment.configuration(settings);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    if (!savepoint.isEmpty()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(settings.get(ScoringOptions.PARALLELISM));
    environment.enableCheckpointing(50);
    DataStream<Incoming> incoming =
        environment
            .fromSource(
                new DataGeneratorSource<>(
                    number -> number, EDGES.size(), giving(given), Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .uid("numbers")
            .setParallelism(1)
            .map(number -> (Incoming) EDGES.get(Math.toIntExact(number)))
            .returns(new VersionedTypeInfo<>(IncomingSerializer.INSTANCE))
            .uid("edges")
            .setParallelism(1)
            .assignTimestampsAndWatermarks(ScoringPipeline.watermarks(settings))
            .uid("watermarks")
            .setParallelism(1);
    DataStream<Release> same =
        environment
            .fromData(List.of(release), new VersionedTypeInfo<>(ReleaseSerializer.INSTANCE))
            .name(RELEASES)
            .uid("releases");
    ServedMemory memory =
        new ServedMemory(release, ServedMemory.plan(network, settings), OneModel.FEATURES, same);
    ScoringPipeline pipeline = ScoringPipeline.build(incoming, null, memory, settings);
    String run = folder.toString();
    keep(pipeline.rankings().orElseThrow(), "answers", a -> Run.of(run).answers().add(a));
    keep(pipeline.scores(), "scores", s -> Run.of(run).scores().add(s));
    keep(pipeline.memories(), "updates", m -> Run.of(run).updates().add(m));
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    cluster.submitJob(graph).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return graph.getJobID();
  }

  /** A source that waits for ever once it has given so many events. */
  private static RateLimiterStrategy<NumberSequenceSplit> giving(int events) {
    return parallelism -> {
      AtomicInteger left = new AtomicInteger(events);
      return wanted ->
          left.addAndGet(-wanted) >= 0
              ? CompletableFuture.completedFuture(null)
              : new CompletableFuture<>();
    };
  }

  private interface Keeper<T> extends Serializable {
    boolean keep(T value);
  }

  private static <T> void keep(DataStream<T> stream, String name, Keeper<T> keeper) {
    MapFunction<T, Boolean> kept = keeper::keep;
    stream
        .map(kept)
        .returns(Types.BOOLEAN)
        .uid(name)
        .sinkTo(new DiscardingSink<>())
        .uid(name + "-end");
  }

  private static void await(MiniCluster cluster, JobID id) throws Exception {
    cluster
        .requestJobResult(id)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .toJobExecutionResult(EddyPipelineITCase.class.getClassLoader());
  }
}
