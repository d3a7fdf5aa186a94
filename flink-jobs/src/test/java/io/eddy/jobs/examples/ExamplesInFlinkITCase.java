package io.eddy.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.examples.belief.BeliefCase;
import io.eddy.jobs.examples.cases.ExampleCase;
import io.eddy.jobs.examples.distance.DistanceCase;
import io.eddy.jobs.examples.distance.DistanceEvent;
import io.eddy.jobs.examples.distance.DistanceState;
import io.eddy.jobs.examples.distance.Mathoverflow;
import io.eddy.jobs.examples.distance.NodeDistance;
import io.eddy.jobs.examples.star.StarCase;
import io.eddy.jobs.examples.synchronizer.SynchronizerCase;
import io.eddy.jobs.loop.Loop;
import io.eddy.jobs.loop.program.NodeContext;
import io.eddy.jobs.loop.program.NodeProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example programs in Flink, with the oracles they have in memory. */
class ExamplesInFlinkITCase {
  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path checkpoints;

  static Stream<Arguments> runs() {
    return Stream.of(
            named("distances", DistanceCase.random(300, 4, 11)),
            named("beliefs", BeliefCase.random(11, 12)),
            named("synchronizer", SynchronizerCase.random(100, 4, 5, 13)),
            named("star", StarCase.of(60, 1)))
        .flatMap(
            example ->
                Stream.of(
                    Arguments.of(example, 1, true),
                    Arguments.of(example, 1, false),
                    Arguments.of(example, 2, true)));
  }

  private static Named<ExampleCase<?, ?, ?, ?>> named(
      String name, ExampleCase<?, ?, ?, ?> example) {
    return Named.of(name, example);
  }

  @ParameterizedTest(name = "{0}, parallelism {1}, short cut {2}")
  @MethodSource("runs")
  <S, E, M, OUT> void theProgramRunsUnchanged(
      ExampleCase<S, E, M, OUT> example, int parallelism, boolean shortCut) throws Exception {
    run(example, parallelism, shortCut, 50);
  }

  /** A real graph, a million arcs; it has hubs, and its order is not that of a search. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @Tag("heavy")
  void distancesOnMathoverflowAreThoseOfBreadthFirstSearch(int parallelism) throws Exception {
    run(Mathoverflow.distances(), parallelism, true, 2_000);
  }

  /** Doubled or lost results would show: the distances of a node fall, and the last is right. */
  @Test
  @Tag("heavy")
  void distancesOnMathoverflowAreRightAfterFailures() throws Exception {
    ExampleCase<DistanceState, DistanceEvent, Integer, NodeDistance> example =
        Mathoverflow.distances();
    FailingNow.CALLS.set(0);
    run(
        new ExampleCase<>(
            new FailingNow<>(example.program()),
            example.maxHops(),
            example.events(),
            example.address(),
            example.types(),
            example.check()),
        2,
        true,
        200);
    assertThat(FailingNow.CALLS.get()).isGreaterThan(FailingNow.LAST_FAILURE);
  }

  @Test
  void aWatermarkPassesFiftyThousandHops() throws Exception {
    ExampleCase<DistanceState, DistanceEvent, Integer, NodeDistance> example =
        DistanceCase.random(50, 3, 1);
    run(
        new ExampleCase<>(
            example.program(),
            50_000,
            example.events(),
            example.address(),
            example.types(),
            example.check()),
        1,
        true,
        1_000);
  }

  /** Fails at certain calls, counted over all subtasks and attempts. */
  private record FailingNow<S, E, M, OUT>(NodeProgram<S, E, M, OUT> program)
      implements NodeProgram<S, E, M, OUT> {
    static final AtomicLong CALLS = new AtomicLong();
    static final long LAST_FAILURE = 1_200_000;
    private static final Set<Long> FAILURES = Set.of(400_000L, 800_000L, LAST_FAILURE);

    @Override
    public void onEvent(E event, NodeContext<S, M, OUT> context) throws Exception {
      program.onEvent(event, context);
      failIfDue();
    }

    @Override
    public void onMessage(M message, NodeContext<S, M, OUT> context) throws Exception {
      program.onMessage(message, context);
      failIfDue();
    }

    private static void failIfDue() {
      long call = CALLS.incrementAndGet();
      if (FAILURES.contains(call)) {
        throw new IllegalStateException("fails as planned, at call " + call);
      }
    }
  }

  private <S, E, M, OUT> void run(
      ExampleCase<S, E, M, OUT> example, int parallelism, boolean shortCut, long checkpointMillis)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    // As many attempts as failures are planned: others are not to be hidden.
    int planned = example.program() instanceof FailingNow ? FailingNow.FAILURES.size() : 0;
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, planned);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism).setBufferTimeout(1);
    environment.enableCheckpointing(checkpointMillis);
    Loop<S, E, M, OUT> loop =
        Loop.builder(example.program())
            .setStateType(example.types().state())
            .setMessageType(example.types().message())
            .setResultType(example.types().result())
            .optMaxHops(example.maxHops())
            .optShortCut(shortCut)
            .build();

    List<OUT> results = new ArrayList<>();
    try (CloseableIterator<OUT> collected =
        loop.apply(
                environment.fromData(example.events(), example.types().event()), example.address())
            .executeAndCollect()) {
      collected.forEachRemaining(results::add);
    }

    example.check().accept(results);
  }
}
