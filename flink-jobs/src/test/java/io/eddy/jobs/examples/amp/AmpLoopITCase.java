package io.eddy.jobs.examples.amp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.jobs.loop.Loop;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's numbers from a Flink job of parallelism 1; above it, waves that end. */
class AmpLoopITCase {
  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path checkpoints;

  static Stream<Arguments> runs() throws IOException {
    return AmpGolden.load().runs().stream()
        .flatMap(run -> Stream.of(Arguments.of(run, true), Arguments.of(run, false)));
  }

  @ParameterizedTest(name = "{0}, short cut {1}")
  @MethodSource("runs")
  void readOutsAreThoseOfTheReference(AmpGolden.Run run, boolean shortCut) throws Exception {
    GoldenReadOuts.check(run, inFlink(run, 1, shortCut));
  }

  static Stream<AmpGolden.Run> halting() throws IOException {
    return AmpGolden.load().runs().stream().filter(run -> run.model().cell().halt() != null);
  }

  /** Messages overtake one another, and starts too; what is promised is that waves end. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("halting")
  void wavesComeToRestInAnyOrder(AmpGolden.Run run) throws Exception {
    List<AmpReadOut> readOuts = inFlink(run, 2, true);

    assertThat(readOuts.stream().filter(out -> out.cause() == AmpReadOut.Cause.STARTED))
        .hasSize(run.expected().size());
    assertThat(readOuts.stream().filter(out -> out.cause() == AmpReadOut.Cause.HEARD))
        .hasSizeGreaterThanOrEqualTo(run.expected().size());
    assertThat(readOuts)
        .allSatisfy(
            out ->
                assertThat(out.logProbabilities().stream().mapToDouble(Math::exp).sum())
                    .isCloseTo(1, within(1e-5)));
  }

  private List<AmpReadOut> inFlink(AmpGolden.Run run, int parallelism, boolean shortCut)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism).setBufferTimeout(1);
    environment.enableCheckpointing(50);
    Loop<AmpNode, AmpEvent, AmpMessage, AmpReadOut> loop =
        Loop.builder(new AmpWaves(run.model(), GoldenReadOuts.HOPS))
            .setStateType(new VersionedTypeInfo<>(AmpNodeSerializer.INSTANCE))
            .setMessageType(new VersionedTypeInfo<>(AmpMessageSerializer.INSTANCE))
            .setResultType(new VersionedTypeInfo<>(AmpReadOutSerializer.INSTANCE))
            .optMaxHops(GoldenReadOuts.HOPS)
            .optShortCut(shortCut)
            .build();

    List<AmpReadOut> readOuts = new ArrayList<>();
    try (CloseableIterator<AmpReadOut> collected =
        loop.apply(
                environment.fromData(
                    run.events(), new VersionedTypeInfo<>(AmpEventSerializer.INSTANCE)),
                AmpEvent::node)
            .executeAndCollect()) {
      collected.forEachRemaining(readOuts::add);
    }

    return readOuts;
  }
}
